package dev.jari.capacity;

import java.util.List;
import java.util.stream.Stream;

/** Occupancy without a database, for the pure tests of other packages. */
public final class Takens {
    private Takens() {}

    /** One resource over {@code blocks} blocks of two days from the one of {@code slot}; {@code taken} are single slots. */
    public static Taken of(int capacity, long slot, int blocks, List<Long> taken) {
        long first = Block.of(slot);
        return new Taken(
                capacity,
                first,
                Stream.iterate(first, block -> block + 1)
                        .limit(blocks)
                        .map(block -> block(block, taken))
                        .toList());
    }

    private static Block block(long block, List<Long> taken) {
        Block.Builder builder = new Block.Builder(1);
        taken.stream().filter(slot -> Block.of(slot) == block).forEach(slot -> builder.add(slot, 1, 0));
        return builder.build();
    }
}
