package dev.jari.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Property tests: many cases from one seed, which a failure prints; {@code -Dseed=…} repeats exactly that case. */
public final class Seeds {
    private Seeds() {}

    public static void forEach(int cases, Consumer<SplittableRandom> property) {
        Long only = Long.getLong("seed");
        long first = only == null ? System.nanoTime() : only;
        for (int i = 0; i < (only == null ? cases : 1); i++) {
            long seed = first + i;
            try {
                property.accept(new SplittableRandom(seed));
            } catch (Throwable e) {
                throw new AssertionError("fails with -Dseed=" + seed, e);
            }
        }
    }
}
