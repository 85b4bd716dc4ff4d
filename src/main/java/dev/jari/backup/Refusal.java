package dev.jari.backup;

import java.io.Serial;

/** Why no backup was made or restored, in a sentence for whoever typed the command. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence);
    }
}
