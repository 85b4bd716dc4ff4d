package dev.jari.session;

import dev.jari.user.Export;
import dev.jari.user.Users;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What sessions say about a person: given to them, and erased with them. */
@Component
class SessionData implements Export {
    private final SessionStore store;
    private final Clock clock;

    SessionData(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    record Exported(String id, String device, String ip, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Object of(String userId) {
        return store.live(userId, clock.millis()).stream()
                .map(session -> new Exported(
                        session.id(),
                        session.device().name(),
                        session.device().ip(),
                        session.createdAt(),
                        session.lastSeenAt(),
                        session.expiresAt()))
                .toList();
    }

    @EventListener
    void erase(Users.Deleted deleted) {
        store.forgetDevices(deleted.userId());
    }
}
