package dev.jari.redis;

import java.io.Serial;

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
}
