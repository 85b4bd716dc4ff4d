package dev.jari.audit;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@code auth.log}: what is in the audit log, and what is too frequent for it, such as each renewal of a token. Ids and words of ours only:
 * who has just the file learns nobody's name.
 */
@Component
public class AccountLog {
    private static final Logger log = LoggerFactory.getLogger("jari.auth");

    /** Once the caller's transaction is committed, if there is one. */
    public void note(String outcome, @Nullable String userId, Map<String, String> details) {
        if (!log.isInfoEnabled()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write(outcome, userId, details);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                write(outcome, userId, details);
            }
        });
    }

    private static void write(String outcome, @Nullable String userId, Map<String, String> details) {
        var line = log.atInfo()
                .addKeyValue("outcome", outcome)
                .addKeyValue("userId", Objects.requireNonNullElse(userId, ""));
        for (var detail : new TreeMap<>(details).entrySet()) {
            line = line.addKeyValue("detail." + detail.getKey(), detail.getValue());
        }
        line.log("{}", outcome);
    }
}
