package dev.jari.cache;

import dev.jari.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Whether copies may be used at all, by SQL's word. Each instance reads it four times a second, and without having read it within two seconds uses
 * none. So who cannot tell Redis of a change writes it here, waits for those two, and knows that nobody reads an old copy any more.
 */
@Component
class Generation implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(Generation.class);
    private static final long TICK_MILLIS = 250;
    private static final long LEASE_NANOS = Duration.ofSeconds(2).toNanos();
    /** How long one word of a change that Redis has not heard of keeps all copies out of use. */
    private static final long DARK_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long STARTING_MILLIS = Duration.ofMinutes(1).toMillis();

    private final GenerationStore store;
    private final Clock clock;
    private final Near near;
    private final Redis redis;
    private final CacheSettings settings;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile State state;
    private volatile boolean untold;
    private volatile long toldAt = System.nanoTime() - 2 * DARK_NANOS;

    Generation(GenerationStore store, Clock clock, Near near, Redis redis, CacheSettings settings) {
        this.store = store;
        this.clock = clock;
        this.near = near;
        this.redis = redis;
        this.settings = settings;
        long now = System.nanoTime();
        state = new State(-1, -1, now, now, -1);
    }

    private record State(long generation, long darkness, long leaseEnds, long lightFrom, long disconnects) {}

    /** The generation of whose copies one may read and keep some; negative: of none. */
    long current() {
        State now = state;
        long nanos = System.nanoTime();
        boolean usable =
                nanos - now.leaseEnds < 0 && nanos - now.lightFrom >= 0 && now.disconnects == redis.disconnects();
        return usable ? now.generation : -1;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    @Scheduled(fixedDelay = TICK_MILLIS, initialDelay = TICK_MILLIS)
    void look() {
        if (!settings.enabled()) {
            return;
        }
        try {
            if (untold) {
                untold = false;
                tell();
            }
            read();
        } catch (DataAccessException | TransactionException e) {
            log.debug("No copies are used: {}", e.getMessage());
        }
    }

    private void read() {
        State before = state;
        long lease = System.nanoTime() + LEASE_NANOS;
        long disconnects = redis.disconnects();
        // The start counts as well: what happened to Redis before, nobody here has seen.
        if (disconnects != before.disconnects) {
            store.raise();
        }
        GenerationStore.Value value = store.value();
        // An instance that starts has not seen when it got dark, and goes by clocks, which may differ.
        boolean darker = before.darkness < 0
                ? clock.millis() - value.darkAt() < STARTING_MILLIS
                : value.darkness() != before.darkness;
        long lightFrom = darker ? System.nanoTime() + DARK_NANOS : before.lightFrom;
        if (value.generation() != before.generation) {
            near.dropAll();
        }
        state = new State(value.generation(), value.darkness(), lease, lightFrom, disconnects);
    }

    /** When this comes back, no instance will read a copy older than this moment. Waits for two seconds if it is the first to tell. */
    void tell() {
        telling.lock();
        try {
            long now = System.nanoTime();
            long since = now - toldAt;
            if (since < DARK_NANOS / 2) {
                return;
            }
            store.darken();
            if (since > DARK_NANOS - LEASE_NANOS) {
                log.info("Redis could not be told of a change: caches rest");
                Thread.sleep(Duration.ofNanos(LEASE_NANOS));
            }
            toldAt = now;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            telling.unlock();
        }
    }

    @Override
    public String toString() {
        return state + " " + System.nanoTime();
    }

    /** As {@link #tell}, for a change that nobody waits for. */
    void tellSoon() {
        untold = true;
    }
}
