package dev.jari.schema;

import java.io.Serial;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.NestedExceptionUtils;

/** Why the database stays as it is, in a sentence for whoever typed the command. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Refusal(String script, String objection) {
        super(
                "The release that runs may not survive %s: %s. Once none older runs, or will: migrate --jari.schema.expand-only=false"
                        .formatted(script, objection));
    }

    /** Instead of the stack trace of a start that failed. */
    static final class Reporter implements SpringBootExceptionReporter {
        @Override
        public boolean reportException(Throwable failure) {
            boolean refused = NestedExceptionUtils.getMostSpecificCause(failure) instanceof Refusal;
            if (refused) {
                System.err.println("jari: "
                        + NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
            }
            return refused;
        }
    }
}
