package dev.jari.capacity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Blocks of two days (nine words of bits) per resource. Two seconds are the life of one, in case the bus lost a word. */
final class Memory {
    private static final int STRIPES = 4096;

    private final Cache<Key, Block> blocks = Caffeine.newBuilder()
            .maximumWeight(24L << 20)
            .weigher((Key key, Block block) -> 160 + block.bytes())
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();
    /** Counts changes, so that a block that was read before a change and arrives after it is not kept. */
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

    record Key(String resourceId, long block) {
        private static final long ALL = -1;

        /** Whatever is remembered of the resource. */
        static Key all(String resourceId) {
            return new Key(resourceId, ALL);
        }

        static Stream<Key> range(String resourceId, long first, long end) {
            return LongStream.range(first, end).mapToObj(block -> new Key(resourceId, block));
        }

        static Key of(String text) {
            String[] idAndBlock = text.split(":");
            return new Key(idAndBlock[0], Long.parseLong(idAndBlock[1]));
        }

        @Override
        public String toString() {
            return resourceId + ":" + block;
        }
    }

    /** What is remembered of these. */
    Map<Key, Block> of(Collection<Key> keys) {
        return blocks.getAllPresent(keys);
    }

    /** To be asked before reading what is to be kept. */
    long changes(Key key) {
        return changes.get(stripe(key));
    }

    /** Unless it was changed since {@code before}. */
    void keep(Key key, Block block, long before) {
        blocks.put(key, block);
        if (changes(key) != before) {
            blocks.invalidate(key);
        }
    }

    void drop(Stream<Key> keys) {
        keys.flatMap(this::meant).forEach(key -> {
            changes.incrementAndGet(stripe(key));
            blocks.invalidate(key);
        });
    }

    private Stream<Key> meant(Key key) {
        Stream<Key> known = blocks.asMap().keySet().stream();
        return key.block == Key.ALL ? known.filter(other -> other.resourceId.equals(key.resourceId)) : Stream.of(key);
    }

    private static int stripe(Key key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
