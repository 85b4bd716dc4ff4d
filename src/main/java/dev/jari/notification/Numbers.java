package dev.jari.notification;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers in the order of time, unique for a person without asking the database: a counter of theirs would be one row that all who tell an
 * owner something hold until their commit, so that a shop's bookings went one by one.
 */
final class Numbers {
    private static final int BITS_WITHIN_A_MILLISECOND = 20;

    private final AtomicLong last = new AtomicLong();

    /** Two instances begin each millisecond somewhere else. */
    long next(long millis) {
        long first = (millis << BITS_WITHIN_A_MILLISECOND)
                + ThreadLocalRandom.current().nextInt(1 << (BITS_WITHIN_A_MILLISECOND - 1));
        return last.updateAndGet(before -> Math.max(before + 1, first));
    }
}
