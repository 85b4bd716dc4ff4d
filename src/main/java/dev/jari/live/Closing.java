package dev.jari.live;

import java.util.Locale;

/** Why a socket is closed, with the code that tells the client what to do about it. */
public enum Closing {
    /** By the client, or the wire. */
    LEFT(1000),
    SILENT(1001),
    VIOLATION(1002),
    UNACCEPTABLE(1003),
    NOT_TEXT(1007),
    TOO_LARGE(1009),
    RESTART(1012),
    EXPIRED(4001),
    REVOKED(4003),
    SLOW(4008),
    TOO_FAST(4029);

    private final int code;

    Closing(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
