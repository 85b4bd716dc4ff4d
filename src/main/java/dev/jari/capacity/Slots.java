package dev.jari.capacity;

/**
 * Bits over five-minute slots: bit {@code i} of {@code words} stands for the slot {@code origin + i}, where a slot is
 * {@code epochSecond / 300}. What is asked about a slot outside is false.
 */
@SuppressWarnings("ArrayRecordComponent") // Bits, never compared as a whole.
public record Slots(long origin, long[] words) {
    public static final int SECONDS = 300;
    private static final long MILLIS = SECONDS * 1000L;

    public static Slots empty(long origin, int words) {
        return new Slots(origin, new long[words]);
    }

    /** The slot in which this instant (epoch milliseconds) lies. */
    public static long at(long millis) {
        return Math.floorDiv(millis, MILLIS);
    }

    /** The first slot that does not begin before this instant. */
    public static long ceil(long millis) {
        return -Math.floorDiv(-millis, MILLIS);
    }

    public static long millis(long slot) {
        return slot * MILLIS;
    }

    public boolean get(long slot) {
        long bit = slot - origin;
        return bit >= 0 && bit < words.length * 64L && (words[(int) (bit >> 6)] >>> bit & 1) != 0;
    }

    /** Sets the slots {@code [from, to)}, as far as they lie within. */
    public void set(long from, long to) {
        long first = Math.max(0, from - origin);
        long last = Math.min(words.length * 64L, to - origin);
        while (first < last) {
            int word = (int) (first >> 6);
            long end = Math.min(last, (word + 1) * 64L);
            long mask = -1L >>> (64 - (end - first));
            words[word] |= mask << first;
            first = end;
        }
    }

    public Slots and(Slots other) {
        long[] both = words.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] &= other.words[i];
        }
        return new Slots(origin, both);
    }

    /** The slots at which {@code length} set ones begin: by doubling, in log2(length) passes over the words. */
    public Slots runs(int length) {
        Slots run = this;
        for (int have = 1; have < length; ) {
            int more = Math.min(have, length - have);
            run = run.and(run.ahead(more));
            have += more;
        }
        return run;
    }

    /** Bit {@code i} becomes what bit {@code i + slots} was; a negative number looks back. */
    public Slots ahead(int slots) {
        long[] moved = new long[words.length];
        int wordShift = Math.floorDiv(slots, 64);
        int bitShift = Math.floorMod(slots, 64);
        for (int i = 0; i < moved.length; i++) {
            long low = word(i + wordShift) >>> bitShift;
            moved[i] = bitShift == 0 ? low : low | word(i + wordShift + 1) << (64 - bitShift);
        }
        return new Slots(origin, moved);
    }

    private long word(int index) {
        return index < 0 || index >= words.length ? 0 : words[index];
    }
}
