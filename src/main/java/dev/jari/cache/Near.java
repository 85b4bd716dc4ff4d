package dev.jari.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Copies in this instance's memory, of all caches together, bounded in bytes. An entry belongs to the count of changes at which its
 * reading began; a change raises the count, so that what was read before it is never found again, even if it is put in after.
 */
@Component
class Near {
    /** If the bus lost a word. */
    static final Duration LIFE = Duration.ofSeconds(10);

    private static final long TIRED_NANOS = LIFE.toNanos() * 8 / 10;
    private static final int STRIPES = 4096;
    /** Of an entry itself, its key and its place in the map. */
    private static final int OVERHEAD = 200;

    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private final AtomicLong everything = new AtomicLong();
    private final com.github.benmanes.caffeine.cache.Cache<Id, Entry> entries;

    Near(CacheSettings settings) {
        entries = Caffeine.newBuilder()
                .maximumWeight(settings.nearKilobytes() * 1024L)
                .weigher(Near::weight)
                .expireAfterWrite(LIFE)
                .build();
    }

    record Id(String cache, String group, String key, long changes) {}

    record Size(int entries, long bytes) {
        Size plus(Size other) {
            return new Size(entries + other.entries, bytes + other.bytes);
        }
    }

    record Entry(Object value, int bytes, long readAtNanos, AtomicBoolean beingRead) {
        boolean isTired() {
            return System.nanoTime() - readAtNanos > TIRED_NANOS;
        }
    }

    Id id(String cache, String group, String key) {
        return new Id(cache, group, key, everything.get() + changes.get(stripe(cache, group)));
    }

    Optional<Entry> find(Id id) {
        @Nullable Entry entry = entries.getIfPresent(id);
        // Its age counts from when it was read, which Caffeine does not know.
        return Optional.ofNullable(entry)
                .filter(found -> System.nanoTime() - found.readAtNanos() < TimeUnit.SECONDS.toNanos(LIFE.toSeconds()));
    }

    void put(Id id, Object value, int bytes, long readAtNanos) {
        entries.put(id, new Entry(value, bytes, readAtNanos, new AtomicBoolean()));
    }

    void changed(String cache, String group) {
        changes.incrementAndGet(stripe(cache, group));
    }

    void dropAll() {
        everything.incrementAndGet();
        entries.invalidateAll();
    }

    /** How many entries each cache has here, and the bytes that they are guessed to take. */
    Map<String, Size> sizes() {
        Map<String, Size> sizes = new HashMap<>();
        entries.asMap().forEach((id, entry) -> sizes.merge(id.cache(), new Size(1, weight(id, entry)), Size::plus));
        return sizes;
    }

    private static int weight(Id id, Entry entry) {
        return OVERHEAD + 2 * id.key().length() + entry.bytes();
    }

    private static int stripe(String cache, String group) {
        return Math.floorMod(31 * cache.hashCode() + group.hashCode(), STRIPES);
    }
}
