package dev.jari.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * A span for each transaction of a request or job, by the method whose it was, for the reasons that {@code SlowTransactions} has. It begins
 * with the wait for a connection: on SQLite that is the wait for the one writer.
 */
@Component
@Profile("tracing")
class TracedTransactions implements TransactionExecutionListener {
    static final String READ_ONLY = "transaction.read_only";
    static final String OUTCOME = "transaction.outcome";

    private final Tracer tracer;
    private final Map<TransactionExecution, Span> begun = new ConcurrentHashMap<>();

    TracedTransactions(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        Span parent = tracer.currentSpan();
        if (parent == null) {
            return;
        }
        Span span = tracer.spanBuilder()
                .setParent(parent.context())
                .name("transaction " + shortName(transaction.getTransactionName()))
                .tag(READ_ONLY, transaction.isReadOnly())
                .start();
        begun.put(transaction, span);
    }

    /** Of a qualified method the class and the method; one begun by hand has no name. */
    private static String shortName(@Nullable String transaction) {
        String name = transaction == null || transaction.isBlank() ? "(unnamed)" : transaction;
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            ended(transaction, "not begun");
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
        Span span = begun.remove(transaction);
        if (span != null) {
            span.tag(OUTCOME, how).end();
        }
    }
}
