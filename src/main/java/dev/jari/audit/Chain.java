package dev.jari.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the whole log, from where the archive ends, and says where, if anywhere, it is not as it was written. */
@Component
public class Chain {
    private static final int AT_ONCE = 1_000;

    private final AuditStore store;

    Chain(AuditStore store) {
        this.store = store;
    }

    /** {@code head}: the last line's hash; noted elsewhere, it proves later that everything before was there. */
    public record Report(long lines, String head, @Nullable String fault) {
        public boolean isIntact() {
            return fault == null;
        }

        @Override
        public String toString() {
            return fault == null
                    ? "%d audit lines, unbroken; the last hash is %s".formatted(lines, head.isEmpty() ? "none" : head)
                    : "the audit log is broken after %d good lines: %s".formatted(lines, fault);
        }
    }

    /** Lines that are written meanwhile are left for the next time. */
    @Transactional(readOnly = true)
    public Report verify() {
        AuditStore.Head head = store.head();
        AuditStore.Head archived = store.archived();
        long seq = archived.seq();
        String hash = archived.hash();
        List<AuditLine> lines = store.following(seq, head.seq(), AT_ONCE);
        while (!lines.isEmpty()) {
            for (AuditLine line : lines) {
                Optional<String> fault = fault(line, seq + 1, hash);
                if (fault.isPresent()) {
                    return new Report(seq, hash, fault.get());
                }
                seq = line.seq();
                hash = line.hash();
            }
            lines = store.following(seq, head.seq(), AT_ONCE);
        }
        boolean whole = seq == head.seq() && hash.equals(head.hash());
        return new Report(seq, hash, whole ? null : "its end is missing, line %d was the last".formatted(head.seq()));
    }

    private static Optional<String> fault(AuditLine line, long expected, String previousHash) {
        if (line.seq() != expected) {
            return Optional.of("line %d is missing".formatted(expected));
        }
        if (!line.previousHash().equals(previousHash)) {
            return Optional.of("line %d does not follow the line before it".formatted(expected));
        }
        return line.isIntact() ? Optional.empty() : Optional.of("line %d was changed".formatted(expected));
    }
}
