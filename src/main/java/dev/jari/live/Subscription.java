package dev.jari.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one socket hears of one destination. Where events are numbered they come ascending and without a gap: whatever is not the next
 * one sends the subscription back to reading from the topic, until it has caught up with what was published meanwhile.
 */
public final class Subscription {
    private static final Logger log = LoggerFactory.getLogger(Subscription.class);
    private static final int PAGE = 200;
    private static final int MAX_BEHIND = 1_000;
    private static final long RETRY_MILLIS = 200;
    private static final int MAX_RETRIES = 50;

    private final Connection connection;
    private final String id;
    private final Destination destination;
    private final @Nullable Topic topic;
    private final byte[] head;
    private State state;
    private long last;
    private long published;

    private enum State {
        CATCHING_UP,
        LIVE,
        ENDED
    }

    public Subscription(Connection connection, String id, Destination destination, @Nullable Topic topic) {
        this.connection = connection;
        this.id = id;
        this.destination = destination;
        this.topic = topic;
        head = connection.encoding().head(id);
        state = topic != null && topic.isNumbered() ? State.CATCHING_UP : State.LIVE;
    }

    String id() {
        return id;
    }

    Destination destination() {
        return destination;
    }

    Connection connection() {
        return connection;
    }

    byte[] head() {
        return head;
    }

    /** Once it is registered; true if {@link #catchUp} has to follow, and live events wait for it. {@code ready} is told before any. */
    public boolean begin(OptionalLong since, Runnable ready) {
        if (topic == null || !topic.isNumbered()) {
            ready.run();
            return false;
        }
        long newest = topic.head(destination.key());
        synchronized (this) {
            last = since.orElse(newest);
            ready.run();
            if (last > newest || newest - last > MAX_BEHIND) {
                resync(newest);
                return false;
            }
            return last < newest || !isThrough();
        }
    }

    /** Takes as long as the client takes to read. */
    public void catchUp() {
        int retries = 0;
        while (retries < MAX_RETRIES) {
            try {
                List<Event> page = Objects.requireNonNull(topic).after(destination.key(), last, PAGE);
                for (Event event : page) {
                    if (!connection.awaitRoom() || !sendNext(event)) {
                        return;
                    }
                }
                if (page.size() < PAGE && isThrough()) {
                    return;
                }
                retries = page.isEmpty() ? retries + 1 : 0;
            } catch (RuntimeException e) {
                log.warn("{} could not be read: {}", destination, e.getMessage());
                retries++;
            }
            if (retries > 0 && !pause()) {
                return;
            }
        }
        // Better told than silent.
        resync(Math.max(last, published()));
    }

    /** All that was published meanwhile has been read, or it has ended. */
    private synchronized boolean isThrough() {
        if (state == State.CATCHING_UP && last >= published) {
            state = State.LIVE;
        }
        return state != State.CATCHING_UP;
    }

    private synchronized long published() {
        return published;
    }

    private synchronized boolean sendNext(Event event) {
        if (state != State.CATCHING_UP) {
            return false;
        }
        if (event.number() != last + 1 && last != 0) {
            resync(Math.max(event.number(), published));
            return false;
        }
        last = event.number();
        connection.send(this, new Parcel(destination, event));
        return true;
    }

    /** In the order of their publication. */
    void hear(Parcel parcel) {
        if (!take(parcel)) {
            connection.run(this::catchUp);
        }
    }

    /** False if something is missing before it. */
    private synchronized boolean take(Parcel parcel) {
        published = Math.max(published, parcel.number());
        if (state != State.LIVE || (parcel.number() > 0 && parcel.number() <= last)) {
            return true;
        }
        if (topic != null && topic.isNumbered() && parcel.number() > last + 1) {
            state = State.CATCHING_UP;
            return false;
        }
        last = Math.max(last, parcel.number());
        connection.send(this, parcel);
        return true;
    }

    /** Nothing follows until the client subscribes again. */
    private synchronized void resync(long newest) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        connection.meters().resyncs().increment();
        byte[] json = ("{\"type\":\"resync\",\"head\":" + newest + "}").getBytes(StandardCharsets.US_ASCII);
        connection.send(this, new Parcel(destination, new Event(0, json)));
    }

    /** Nothing is sent any more once this has returned. */
    synchronized void end() {
        state = State.ENDED;
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
