package dev.jari.embedded;

import java.io.Serial;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Stops the start with two sentences instead of a stack trace: what is wrong, and what to do. */
final class UnableToStart extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String action;

    UnableToStart(String description, String action) {
        super(description);
        this.action = action;
    }

    static final class Analyzer extends AbstractFailureAnalyzer<UnableToStart> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnableToStart cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action, cause);
        }
    }
}
