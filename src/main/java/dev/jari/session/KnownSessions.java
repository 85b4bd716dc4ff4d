package dev.jari.session;

import dev.jari.cache.Cache;
import dev.jari.cache.Caches;
import dev.jari.cache.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * What is shown of a session, from the cache, for as long as it is in use. Whether it lives is {@link SessionCheck}'s to say, who asked before anybody
 * gets here.
 */
@Component
public class KnownSessions {
    private static final Kind KIND = new Kind("session", Duration.ofMinutes(30), 8192, 1, 1_024, true, true);

    private final Cache<Optional<Session>> cache;
    private final Caches caches;
    private final SessionStore store;
    private final Clock clock;

    KnownSessions(Caches caches, SessionStore store, Clock clock) {
        this.caches = caches;
        this.store = store;
        this.clock = clock;
        cache = caches.cache(KIND, new TypeReference<>() {});
    }

    /** The session of whoever asks: it is seen now. */
    public Optional<Session> current(String sessionId) {
        return cache.get(sessionId, "", () -> store.standing(sessionId).map(SessionStore.Standing::session))
                .map(session -> session.seenAt(clock.instant()));
    }

    /** Nobody waits to see how long a session lives by now. */
    void refreshed(String sessionId) {
        caches.changed(KIND, sessionId);
    }
}
