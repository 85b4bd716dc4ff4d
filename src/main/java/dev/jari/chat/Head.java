package dev.jari.chat;

import dev.jari.live.Event;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How far a room that is listened to has been told here. Whatever comes twice, late or too early, goes out once and in order. */
final class Head {
    private static final int MOST_EARLY = 200;
    private static final long UNKNOWN = -1;

    private final Consumer<Event> listeners;
    private final String room;
    private final TreeMap<Long, Event> early = new TreeMap<>();
    private long number = UNKNOWN;
    private long known = UNKNOWN;
    private boolean repairing;

    Head(Consumer<Event> listeners, String room) {
        this.listeners = listeners;
        this.room = room;
    }

    String room() {
        return room;
    }

    synchronized long number() {
        return number;
    }

    synchronized boolean has(long asked) {
        return asked <= number;
    }

    /** True if something before it is missing, and the caller is to get it. */
    synchronized boolean offer(Event event) {
        if (number != UNKNOWN && event.number() <= number) {
            return false;
        }
        known = Math.max(known, event.number());
        early.put(event.number(), event);
        if (early.size() > MOST_EARLY) {
            early.pollLastEntry();
        }
        return number != UNKNOWN && goOn();
    }

    /** The room's last number, as the first listener asked for it; what was heard meanwhile follows. True: as {@link #offer}. */
    synchronized boolean start(long last) {
        if (number != UNKNOWN) {
            return false;
        }
        number = last;
        known = Math.max(known, last);
        return goOn();
    }

    /** The room has come so far. True: as {@link #offer}. */
    synchronized boolean expect(long last) {
        if (number == UNKNOWN) {
            return start(last);
        }
        known = Math.max(known, last);
        return goOn();
    }

    private boolean goOn() {
        early.headMap(number, true).clear();
        while (!early.isEmpty() && early.firstKey() == number + 1) {
            tell(early.pollFirstEntry().getValue());
        }
        if (number >= known || repairing) {
            return false;
        }
        repairing = true;
        return true;
    }

    /** Asked by who repairs; with a no, their work is done. */
    synchronized boolean isBehind() {
        repairing = number < known;
        return repairing;
    }

    /** What was read after {@link #number}, in order; nothing, where that has been cleaned away. Answers how many were new. */
    synchronized int fill(List<Event> missing) {
        int filled = 0;
        for (Event event : missing) {
            if (event.number() > number) {
                tell(event);
                filled++;
            }
        }
        if (missing.isEmpty()) {
            number = Math.max(number, early.isEmpty() ? known : early.firstKey() - 1);
        }
        goOn();
        return filled;
    }

    synchronized void giveUp() {
        repairing = false;
    }

    private void tell(Event event) {
        number = event.number();
        listeners.accept(event);
    }
}
