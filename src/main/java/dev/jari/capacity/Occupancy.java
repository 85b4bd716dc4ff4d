package dev.jari.capacity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.bus.Bus;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is taken, from memory: blocks of two days (nine words of bits) per resource, read in one query where they are missing,
 * dropped after each commit that changes them, here at once and on the other instances over the bus. Two seconds are the life
 * of a block in case the bus lost a word.
 */
@Component
@Transactional(readOnly = true)
public class Occupancy {
    private static final String TOPIC = "occupancy";
    private static final int STRIPES = 4096;

    private record Key(String resourceId, long block) {}

    private final CapacityStore store;
    private final Bus bus;
    private final Cache<Key, Block> blocks = Caffeine.newBuilder()
            .maximumWeight(24L << 20)
            .weigher((Key key, Block block) -> 160 + block.bytes())
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();
    /** Counts changes, so that a block that was read before a change and arrives after it is not kept. */
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

    Occupancy(CapacityStore store, Bus bus) {
        this.store = store;
        this.bus = bus;
        bus.subscribe(TOPIC, message -> drop(Arrays.asList(message.split(" "))));
    }

    /** A resource as far as its occupancy is concerned; {@code step} is the length of its cells in slots. */
    public record Subject(String resourceId, int capacity, int step) {}

    /** What is taken of each subject from slot {@code from} to slot {@code to}, in the order given. */
    public List<Taken> of(List<Subject> subjects, long from, long to) {
        long first = Block.of(from);
        int count = (int) (Block.of(to - 1) - first + 1);
        Map<Key, Block> known = new HashMap<>();
        Map<String, Integer> missing = known(subjects, first, count, known);
        if (!missing.isEmpty()) {
            known.putAll(read(missing, first, count));
        }
        return taken(subjects, known, first, count);
    }

    /**
     * The same for one moment, of which only {@code from} to {@code to} may be asked: whole blocks of many resources are not
     * read for the sake of one hour, nor kept.
     */
    public List<Taken> at(List<Subject> subjects, long from, long to) {
        long first = Block.of(from);
        int count = (int) (Block.of(to - 1) - first + 1);
        Map<Key, Block> known = new HashMap<>();
        Map<String, Integer> missing = known(subjects, first, count, known);
        if (!missing.isEmpty()) {
            // A longer cell that reaches into the time begins before it.
            int longest = missing.values().stream().mapToInt(step -> step).max().orElse(1);
            builders(missing, from - longest + 1, to).forEach((key, builder) -> known.put(key, builder.build()));
        }
        return taken(subjects, known, first, count);
    }

    /** Adds to {@code known} what is in memory, and answers the steps of the resources of which something is missing. */
    private Map<String, Integer> known(List<Subject> subjects, long first, int count, Map<Key, Block> known) {
        Map<String, Integer> missing = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            for (long block = first; block < first + count; block++) {
                Key key = new Key(subject.resourceId(), block);
                Block cached = blocks.getIfPresent(key);
                if (cached == null) {
                    missing.put(subject.resourceId(), subject.step());
                } else {
                    known.put(key, cached);
                }
            }
        }
        return missing;
    }

    private static List<Taken> taken(List<Subject> subjects, Map<Key, Block> known, long first, int count) {
        return subjects.stream()
                .map(subject -> new Taken(subject.capacity(), first, blocks(known, subject.resourceId(), first, count)))
                .toList();
    }

    private static List<Block> blocks(Map<Key, Block> known, String resourceId, long first, int count) {
        Block[] row = new Block[count];
        for (int i = 0; i < count; i++) {
            row[i] = known.getOrDefault(new Key(resourceId, first + i), Block.EMPTY);
        }
        return List.of(row);
    }

    private Map<Key, Block> read(Map<String, Integer> steps, long first, int count) {
        Map<Key, Long> before = new HashMap<>();
        for (String resourceId : steps.keySet()) {
            for (long block = first; block < first + count; block++) {
                Key key = new Key(resourceId, block);
                before.put(key, changes.get(stripe(key)));
            }
        }
        Map<Key, Block.Builder> builders = builders(steps, Block.start(first), Block.start(first + count));
        Map<Key, Block> read = new HashMap<>();
        before.forEach((key, change) -> {
            Block.Builder builder = builders.get(key);
            Block block = builder == null ? Block.EMPTY : builder.build();
            read.put(key, block);
            blocks.put(key, block);
            if (changes.get(stripe(key)) != change) {
                blocks.invalidate(key);
            }
        });
        return read;
    }

    private Map<Key, Block.Builder> builders(Map<String, Integer> steps, long from, long to) {
        Map<Key, Block.Builder> builders = new HashMap<>();
        store.cells(
                steps.keySet(),
                from,
                to,
                cell -> builders.computeIfAbsent(
                                new Key(cell.resourceId(), Block.of(cell.cell())),
                                key -> new Block.Builder(steps.getOrDefault(key.resourceId(), 1)))
                        .add(cell.cell(), cell.hard(), cell.soft()));
        return builders;
    }

    /** For whoever was refused by the database where memory saw room: what these claims touch is read anew. */
    public void forget(Collection<Claim> claims) {
        drop(keys(claims));
    }

    /** Drops what these claims touch, as soon as the running transaction is committed. */
    void changed(Collection<Claim> claims) {
        afterCommit(keys(claims));
    }

    private static Set<String> keys(Collection<Claim> claims) {
        Set<String> keys = new HashSet<>();
        for (Claim claim : claims) {
            for (long block = Block.of(claim.first()); block <= Block.of(claim.last() - 1); block++) {
                keys.add(claim.resourceId() + ":" + block);
            }
        }
        return keys;
    }

    void changedWholly(String resourceId) {
        afterCommit(blocks.asMap().keySet().stream()
                .filter(key -> key.resourceId().equals(resourceId))
                .map(key -> key.resourceId() + ":" + key.block())
                .collect(Collectors.toSet()));
    }

    private void afterCommit(Set<String> keys) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                drop(keys);
                bus.publish(TOPIC, String.join(" ", keys));
            }
        });
    }

    private void drop(Collection<String> keys) {
        for (String text : keys) {
            int colon = text.lastIndexOf(':');
            Key key = new Key(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
            changes.incrementAndGet(stripe(key));
            blocks.invalidate(key);
        }
    }

    private static int stripe(Key key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
