package dev.jari.session;

import dev.jari.session.SessionStore.Refreshed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Copies to SQL when and how far each session was refreshed, for the list of sessions and for a Redis that lost its data: gathered,
 * one transaction a second, so that a refresh itself writes nothing to SQL.
 */
@Component
class LastRefreshes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastRefreshes.class);

    private final Map<String, Refreshed> waiting = new ConcurrentHashMap<>();
    private final SessionStore store;
    private final Clock clock;

    LastRefreshes(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void note(String sessionId, long counter, long livesMillis) {
        long now = clock.millis();
        waiting.merge(
                sessionId,
                new Refreshed(sessionId, counter, now, now + livesMillis),
                (one, other) -> one.counter() > other.counter() ? one : other);
    }

    @Scheduled(fixedDelay = 1_000)
    void write() {
        List<Refreshed> batch = List.copyOf(waiting.values());
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.refreshed(batch);
            batch.forEach(done -> waiting.remove(done.sessionId(), done));
        } catch (DataAccessException | TransactionException e) {
            log.warn("The times of {} refreshes wait for SQL: {}", batch.size(), e.getMessage());
        }
    }

    @Override
    public void close() {
        write();
    }
}
