package dev.jari.telemetry;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Slow SQL, by the method whose transaction it was: every statement is in one, a method's name has nothing of anybody in it, and no
 * statement needs a wrapper. Which statement it was PostgreSQL tells ({@code log_min_duration_statement}).
 */
@Component
class SlowTransactions implements TransactionExecutionListener {
    private static final Logger log = LoggerFactory.getLogger("jari.performance");
    private static final long SLOW_MILLIS = 200;

    private final Map<TransactionExecution, Long> begun = new ConcurrentHashMap<>();

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && log.isInfoEnabled()) {
            begun.put(transaction, System.nanoTime());
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        ended(transaction, failure == null ? "committed" : "failed");
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        ended(transaction, "rolled back");
    }

    private void ended(TransactionExecution transaction, String how) {
        Long at = begun.remove(transaction);
        long millis = at == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at);
        if (millis < SLOW_MILLIS) {
            return;
        }
        String name = Objects.requireNonNullElse(transaction.getTransactionName(), "(unnamed)");
        log.atInfo()
                .addKeyValue("transaction", name)
                .addKeyValue("readOnly", transaction.isReadOnly())
                .addKeyValue("outcome", how)
                .addKeyValue("millis", millis)
                .log("{} {} after {} ms", name, how, millis);
    }
}
