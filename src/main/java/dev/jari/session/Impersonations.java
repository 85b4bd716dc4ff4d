package dev.jari.session;

import dev.jari.audit.Audit;
import dev.jari.session.Session.Device;
import dev.jari.token.AccessTokens;
import dev.jari.user.User;
import dev.jari.web.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators who act as somebody, to see what they see. */
@Service
public class Impersonations {
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final SessionStore store;
    private final AccessTokens accessTokens;
    private final Audit audit;
    private final Clock clock;

    Impersonations(SessionStore store, AccessTokens accessTokens, Audit audit, Clock clock) {
        this.store = store;
        this.accessTokens = accessTokens;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An access token whose session is in SQL alone, where it is looked up for each request. It cannot be renewed, and ends at the latest
     * when all of the operator's own sessions are ended.
     */
    @Transactional
    public AccessTokens.Issued start(User user, String operatorId) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant end = now.plus(LIFE);
        Session session = new Session(Ids.next(), user.id(), new Device("Operator", ""), now, now, end, 0, false);
        store.insertActing(session, operatorId);
        audit.record("impersonation", user.id(), Map.of("by", operatorId, "session", session.id()));
        return accessTokens.issueTo(operatorId, user, session.id(), end.toEpochMilli());
    }
}
