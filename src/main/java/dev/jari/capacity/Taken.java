package dev.jari.capacity;

import java.util.List;

/** What is taken of one resource over some days. */
public final class Taken {
    private final int capacity;
    private final long origin;
    private final List<Block> blocks;

    Taken(int capacity, long firstBlock, List<Block> blocks) {
        this.capacity = capacity;
        this.origin = Block.start(firstBlock);
        this.blocks = blocks;
    }

    public long origin() {
        return origin;
    }

    public int words() {
        return blocks.size() * Block.WORDS;
    }

    /** The slots in which {@code quantity} more can be taken. */
    public Slots free(int quantity) {
        Slots free = Slots.empty(origin, words());
        if (quantity > capacity) {
            return free;
        }
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            for (int w = 0; w < Block.WORDS; w++) {
                // Nothing taken: free. Something taken of a capacity of one: not. Only between is there counting to do.
                long taken = block.hard()[w] | block.soft()[w];
                free.words()[b * Block.WORDS + w] =
                        ~taken | (capacity == 1 ? 0 : roomBeside(block, w, taken, quantity));
            }
        }
        return free;
    }

    private long roomBeside(Block block, int word, long taken, int quantity) {
        long room = 0;
        for (long rest = taken; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            if (left(block, word * 64 + bit) >= quantity) {
                room |= 1L << bit;
            }
        }
        return room;
    }

    /** The slots in which one more shared buffer can lie. */
    public Slots bufferable() {
        Slots free = Slots.empty(origin, words());
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            for (int w = 0; w < Block.WORDS; w++) {
                long full = 0;
                for (long rest = block.hard()[w]; rest != 0; rest &= rest - 1) {
                    int bit = Long.numberOfTrailingZeros(rest);
                    full |= block.quantity(w * 64 + bit) >= capacity ? 1L << bit : 0;
                }
                free.words()[b * Block.WORDS + w] = ~full;
            }
        }
        return free;
    }

    /** How much more can be taken in every slot of {@code [from, to)}. */
    public int left(long from, long to) {
        int left = capacity;
        for (long slot = from; slot < to && left > 0; slot++) {
            int bit = (int) (slot - origin);
            left = Math.min(left, left(blocks.get(bit / Block.SLOTS), bit % Block.SLOTS));
        }
        return left;
    }

    /** Beside a buffer one place must stay empty, or the buffer would not be one. */
    private int left(Block block, int slot) {
        boolean buffer = (block.soft()[slot >> 6] >>> slot & 1) != 0;
        return capacity - block.quantity(slot) - (buffer ? 1 : 0);
    }
}
