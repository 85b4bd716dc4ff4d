package dev.jari.session;

import dev.jari.audit.Audit;
import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.session.Revocations.Revocation;
import dev.jari.token.RefreshTokens;
import dev.jari.user.User;
import dev.jari.user.Users;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Ends sessions: in SQL first, so that what was acknowledged holds whatever becomes of Redis, the bus or this instance. */
@Service
public class SignOuts {
    private static final Logger log = LoggerFactory.getLogger(SignOuts.class);

    private final SessionStore store;
    private final LiveSessions live;
    private final Revocations revocations;
    private final RefreshTokens texts;
    private final Users users;
    private final Redis redis;
    private final Audit audit;
    private final Clock clock;
    private final Counter revoked;

    SignOuts(
            SessionStore store,
            LiveSessions live,
            Revocations revocations,
            RefreshTokens texts,
            Users users,
            Redis redis,
            Audit audit,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.live = live;
        this.revocations = revocations;
        this.texts = texts;
        this.users = users;
        this.redis = redis;
        this.audit = audit;
        this.clock = clock;
        revoked = meters.counter("jari.tokens.revoked");
    }

    /** Ends one session of a person; false if it was not theirs or had ended. */
    public boolean end(String userId, String sessionId) {
        long now = clock.millis();
        boolean ended = store.revoke(userId, sessionId, now);
        if (ended) {
            tell(List.of(Revocation.ofSession(userId, sessionId, now)));
            audit.record("session_ended", userId, Map.of("session", sessionId));
        }
        return ended;
    }

    /** Ends the session of a refresh token, for those whose access token has expired. */
    public void endByRefreshToken(String refreshToken) {
        texts.read(refreshToken)
                .flatMap(presented -> store.standing(presented.sessionId()))
                .ifPresent(found -> end(found.user().id(), found.session().id()));
    }

    /** Ends all sessions of a person but one. */
    public void endOthers(String userId, String sparedSessionId) {
        long now = clock.millis();
        tell(ended(userId, store.revokeOthers(userId, sparedSessionId, now), now));
        audit.record("other_sessions_ended", userId, Map.of("spared", sparedSessionId));
    }

    /** Ends all sessions of a person and every access token made before, wherever it is. */
    public void endAll(String userId) {
        endWith(
                userId,
                "",
                alongside -> users.raiseEpoch(userId, () -> {
                    alongside.run();
                    audit.record("all_sessions_ended", userId, Map.of());
                }));
    }

    /**
     * Ends every access token made before, and all sessions but one ({@code ""}: none is spared), together with a change that raises
     * the person's epoch: {@code change} runs what it is given in its own transaction.
     */
    public User endWith(String userId, String sparedSessionId, Function<Runnable, User> change) {
        long now = clock.millis();
        List<String> sessionIds = new ArrayList<>();
        User user = change.apply(() -> sessionIds.addAll(store.revokeOthers(userId, sparedSessionId, now)));
        List<Revocation> made = ended(userId, sessionIds, now);
        made.add(Revocation.ofTokensBefore(userId, user.epoch(), now));
        tell(made);
        return user;
    }

    private static List<Revocation> ended(String userId, List<String> sessionIds, long at) {
        List<Revocation> made = new ArrayList<>();
        sessionIds.forEach(sessionId -> made.add(Revocation.ofSession(userId, sessionId, at)));
        return made;
    }

    /** What SQL has, all should know at once: this instance's memory, the others' and Redis. */
    private void tell(List<Revocation> made) {
        revoked.increment(made.size());
        revocations.publish(made);
        try {
            made.stream().flatMap(each -> live.end(each).stream()).toList().forEach(redis::await);
        } catch (RedisDown e) {
            // RevocationSync tells Redis when it is back, and until then SQL decides.
            log.info("Redis could not be told of a revocation: {}", e.getMessage());
        }
    }
}
