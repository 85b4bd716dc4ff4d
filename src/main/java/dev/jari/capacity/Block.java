package dev.jari.capacity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Two days of one resource: which slots are taken at all, which are buffers, and how much, where it is more than once. */
@SuppressWarnings("ArrayRecordComponent") // Bits, never compared as a whole.
record Block(long[] hard, long[] soft, short @Nullable [] quantity) {
    static final int WORDS = 9;
    static final int SLOTS = WORDS * 64;
    static final Block EMPTY = new Block(new long[WORDS], new long[WORDS], null);

    static long of(long slot) {
        return Math.floorDiv(slot, SLOTS);
    }

    static long start(long block) {
        return block * SLOTS;
    }

    int bytes() {
        return 2 * WORDS * 8 + (quantity == null ? 0 : SLOTS * 2);
    }

    int quantity(int slot) {
        if (quantity != null) {
            return quantity[slot];
        }
        return (hard[slot >> 6] >>> slot & 1) != 0 ? 1 : 0;
    }

    /** Puts the cells of one resource together; each is {@code step} slots long and never crosses a block's end. */
    static final class Builder {
        private final int step;
        private final long[] hard = new long[WORDS];
        private final long[] soft = new long[WORDS];
        private final short[] quantity = new short[SLOTS];
        private boolean counted;

        Builder(int step) {
            this.step = step;
        }

        void add(long cell, int hardTaken, int softTaken) {
            int first = Math.floorMod(cell, SLOTS);
            for (int bit = first; bit < first + step; bit++) {
                if (hardTaken > 0) {
                    hard[bit >> 6] |= 1L << bit;
                    quantity[bit] = (short) hardTaken;
                }
                if (softTaken > 0) {
                    soft[bit >> 6] |= 1L << bit;
                }
            }
            counted |= hardTaken > 1;
        }

        Block build() {
            return new Block(hard, soft, counted ? Arrays.copyOf(quantity, SLOTS) : null);
        }
    }
}
