package dev.jari.audit;

import dev.jari.web.Secrets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that happened. {@code details} is a JSON object whose members are in alphabetical order. */
record AuditLine(
        long seq, long at, String type, @Nullable String userId, String details, String previousHash, String hash) {

    static AuditLine after(
            String previousHash, long seq, long at, String type, @Nullable String userId, String details) {
        String hash = hash(previousHash, seq, at, type, userId, details);
        return new AuditLine(seq, at, type, userId, details, previousHash, hash);
    }

    boolean isIntact() {
        return hash.equals(hash(previousHash, seq, at, type, userId, details));
    }

    /** No part but the last can hold a line break, and JSON text holds none: two different lines never read the same. */
    private static String hash(
            String previousHash, long seq, long at, String type, @Nullable String userId, String details) {
        String content = String.join(
                "\n",
                previousHash,
                Long.toString(seq),
                Long.toString(at),
                type,
                Objects.requireNonNullElse(userId, ""),
                details);
        return Secrets.hexDigest(content);
    }
}
