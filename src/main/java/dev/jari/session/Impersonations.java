package dev.jari.session;

import dev.jari.audit.Audit;
import dev.jari.session.Session.Device;
import dev.jari.token.AccessToken;
import dev.jari.token.AccessTokens;
import dev.jari.user.User;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
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
    private final SignOuts signOuts;
    private final Audit audit;
    private final Clock clock;

    Impersonations(SessionStore store, AccessTokens accessTokens, SignOuts signOuts, Audit audit, Clock clock) {
        this.store = store;
        this.accessTokens = accessTokens;
        this.signOuts = signOuts;
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

    /** 409 {@code not_impersonating} for who acts as nobody. */
    public void end(Caller caller) {
        if (!caller.isImpersonated()) {
            throw Problem.conflict("not_impersonating", "You are not acting as anybody.");
        }
        signOuts.end(caller.userId(), caller.sessionId());
    }

    /** Ends what this access token is for, if it is an operator's for acting as somebody. */
    public void endByToken(String accessToken) {
        accessTokens
                .verify(accessToken)
                .map(AccessToken::caller)
                .filter(Caller::isImpersonated)
                .ifPresent(this::end);
    }
}
