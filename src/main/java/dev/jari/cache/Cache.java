package dev.jari.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;

/** Reads through the near copies and those in Redis; of those who miss the same at once, one asks and the others get its answer. */
public final class Cache<V> {
    private static final Logger log = LoggerFactory.getLogger(Cache.class);
    private static final long FLIGHT_SECONDS = 5;

    private final Kind kind;
    private final Caches caches;
    private final Near near;
    private final Copies copies;
    private final Counts counts;
    private final Function<V, byte[]> writer;
    private final Function<byte[], Optional<V>> reader;
    private final ToIntFunction<V> nearBytes;
    private final ConcurrentMap<Near.Id, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    Cache(
            Kind kind,
            Caches caches,
            Function<V, byte[]> writer,
            Function<byte[], Optional<V>> reader,
            ToIntFunction<V> nearBytes) {
        this.kind = kind;
        this.caches = caches;
        this.near = caches.near;
        this.copies = caches.copies;
        this.counts = new Counts(caches.meters, kind.name());
        this.writer = writer;
        this.reader = reader;
        this.nearBytes = nearBytes;
    }

    /** {@code bypass}: not asked, as the caller must see SQL or Redis is away. */
    record Counts(Counter near, Counter redis, Counter load, Counter bypass) {
        Counts(MeterRegistry meters, String cache) {
            this(
                    counter(meters, cache, "near"),
                    counter(meters, cache, "redis"),
                    counter(meters, cache, "load"),
                    counter(meters, cache, "bypass"));
        }

        private static Counter counter(MeterRegistry meters, String cache, String outcome) {
            return meters.counter("jari.cache", "cache", cache, "outcome", outcome);
        }
    }

    /**
     * The value of a key in its group, or what {@code load} reads from SQL: in a transaction of its own, begun when it is called.
     */
    @SuppressWarnings("unchecked")
    public V get(String group, String key, Supplier<V> load) {
        long generation = caches.usable();
        if (generation < 0) {
            counts.bypass.increment();
            return load.get();
        }
        Near.Id id = near.id(kind.name(), group, key);
        Optional<Near.Entry> entry = near.find(id);
        if (entry.isEmpty()) {
            // A transaction may see the database as it was before a change that the copies know of: it leaves none.
            return TransactionSynchronizationManager.isActualTransactionActive()
                    ? load.get()
                    : once(id, load, generation);
        }
        counts.near.increment();
        if (kind.early() && entry.get().isTired() && entry.get().beingRead().compareAndSet(false, true)) {
            early(id, () -> fetch(id, load, generation));
        }
        return (V) entry.get().value();
    }

    private V once(Near.Id id, Supplier<V> load, long generation) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> first = flights.putIfAbsent(id, mine);
        if (first != null) {
            counts.near.increment();
            return await(first, load);
        }
        try {
            V value = fetch(id, load, generation);
            mine.complete(value);
            return value;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(id, mine);
        }
    }

    private V await(CompletableFuture<V> first, Supplier<V> load) {
        try {
            return first.get(FLIGHT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            return load.get();
        } catch (TimeoutException e) {
            return load.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return load.get();
        }
    }

    private V fetch(Near.Id id, Supplier<V> load, long generation) {
        long now = System.nanoTime();
        Copies.Found found =
                kind.isInRedis() ? copies.find(kind, generation, id.group(), id.key()) : Copies.Found.NOTHING;
        Optional<V> value = found.copy().flatMap(copy -> read(copy.bytes));
        if (value.isEmpty()) {
            return load(id, load, found.version(), now);
        }
        Copies.Copy copy = found.copy().orElseThrow();
        counts.redis.increment();
        near.put(id, value.get(), copy.bytes.length, now);
        if (kind.early() && copy.isTired(kind)) {
            early(id, () -> load(id, load, found.version(), System.nanoTime()));
        }
        return value.get();
    }

    /** Empty if another version of this program wrote it in another shape. */
    private Optional<V> read(byte[] bytes) {
        try {
            return reader.apply(bytes);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private V load(Near.Id id, Supplier<V> load, Optional<String> version, long now) {
        counts.load.increment();
        V value = load.get();
        if (!kind.isInRedis()) {
            near.put(id, value, nearBytes.applyAsInt(value), now);
            return value;
        }
        byte[] bytes = writer.apply(value);
        if (version.isPresent() && bytes.length <= kind.maxBytes()) {
            copies.put(kind, version.get(), id.group(), id.key(), bytes);
        }
        near.put(id, value, bytes.length, now);
        return value;
    }

    /** Nobody waits for it: what they have is good for a moment more. */
    private static void early(Near.Id id, Runnable reading) {
        Thread.ofVirtual().start(() -> {
            try {
                reading.run();
            } catch (RuntimeException e) {
                log.debug("{} was not read early", id, e);
            }
        });
    }
}
