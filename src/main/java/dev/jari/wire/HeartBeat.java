package dev.jari.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs of life in both directions: STOMP's where the client wants them, pings of the WebSocket where it sends none. */
final class HeartBeat {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}),(\\d{1,9})");

    private final long millis;
    private long sendNanos;
    private long hearNanos;
    private boolean wanted;
    private boolean mutual;
    private volatile long heardAt = System.nanoTime();
    private volatile long sentAt = System.nanoTime();

    HeartBeat(Duration interval) {
        millis = interval.toMillis();
        sendNanos = interval.toNanos();
        hearNanos = interval.toNanos();
    }

    /** What the client can and wants, as in CONNECT; answers what is said in CONNECTED. */
    String agree(String header) {
        Matcher both = FORM.matcher(header);
        long can = both.matches() ? Long.parseLong(both.group(1)) : 0;
        long wants = both.matches() ? Long.parseLong(both.group(2)) : 0;
        wanted = wants > 0;
        mutual = can > 0;
        sendNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(millis, wants));
        hearNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(millis, can));
        return millis + "," + millis;
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    void sent() {
        sentAt = System.nanoTime();
    }

    boolean isWanted() {
        return wanted;
    }

    /** Whether the client says something by itself. */
    boolean isMutual() {
        return mutual;
    }

    boolean isDue(long now) {
        return now - sentAt > sendNanos - TimeUnit.SECONDS.toNanos(1);
    }

    boolean isSilent(long now) {
        return now - heardAt > 3 * hearNanos;
    }
}
