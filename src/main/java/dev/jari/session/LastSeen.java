package dev.jari.session;

import dev.jari.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
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
 * Copies to SQL when each session was seen and how far it was refreshed, for the list of sessions and for a Redis that lost its data:
 * gathered, one transaction a second, so that neither a request nor a refresh writes to SQL itself.
 */
@Component
public class LastSeen implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastSeen.class);
    private static final long EXACT_TO_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Map<String, Refreshed> refreshed = new ConcurrentHashMap<>();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final SessionStore store;
    private final KnownSessions known;
    private final Clock clock;

    LastSeen(SessionStore store, KnownSessions known, Clock clock) {
        this.known = known;
        this.store = store;
        this.clock = clock;
    }

    record Refreshed(String sessionId, long counter, long at, long expiresAt) {}

    record Seen(String sessionId, long at) {}

    void noteRefresh(String sessionId, long counter, long livesMillis) {
        long now = clock.millis();
        refreshed.merge(
                sessionId,
                new Refreshed(sessionId, counter, now, now + livesMillis),
                (one, other) -> one.counter() > other.counter() ? one : other);
    }

    /** At most once a minute for each token. */
    public void noteRequest(AccessToken token) {
        long now = clock.millis();
        long noted = token.seenAt().get();
        if (now - noted >= EXACT_TO_MILLIS && token.seenAt().compareAndSet(noted, now)) {
            seen.put(token.caller().sessionId(), new Seen(token.caller().sessionId(), now));
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void write() {
        List<Refreshed> refreshes = List.copyOf(refreshed.values());
        List<Seen> requests = List.copyOf(seen.values());
        if (refreshes.isEmpty() && requests.isEmpty()) {
            return;
        }
        try {
            store.seen(refreshes, requests);
            refreshes.forEach(done -> {
                refreshed.remove(done.sessionId(), done);
                known.refreshed(done.sessionId());
            });
            requests.forEach(done -> seen.remove(done.sessionId(), done));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "When {} sessions were seen waits for SQL: {}", refreshes.size() + requests.size(), e.getMessage());
        }
    }

    @Override
    public void close() {
        write();
    }
}
