package dev.jari.redis;

import java.io.Serial;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Redis did not answer (in time). Whether the command was executed is unknown. */
public final class RedisDown extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RedisDown(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    public RedisDown(String message) {
        super(message, null, false, false);
    }

    /** What went wrong, out of what futures put around it. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? unwrapped(cause) : failure;
    }
}
