package dev.jari.session;

import dev.jari.audit.Audit;
import dev.jari.redis.Redis;
import dev.jari.session.LiveSessions.Refresh;
import dev.jari.session.SessionStore.Standing;
import dev.jari.session.Sessions.Tokens;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;

/** A new password ends everything but the asking session, which gets new tokens. */
@Service
public class PasswordChanges {
    private final Users users;
    private final SignOuts signOuts;
    private final Sessions sessions;
    private final SessionStore store;
    private final Refreshes refreshes;
    private final Audit audit;
    private final Redis redis;
    private final Clock clock;

    PasswordChanges(
            Users users,
            SignOuts signOuts,
            Sessions sessions,
            SessionStore store,
            Refreshes refreshes,
            Audit audit,
            Redis redis,
            Clock clock) {
        this.users = users;
        this.signOuts = signOuts;
        this.sessions = sessions;
        this.store = store;
        this.refreshes = refreshes;
        this.audit = audit;
        this.redis = redis;
        this.clock = clock;
    }

    public Tokens change(String userId, String sessionId, String current, String next) {
        Sessions.withRedis(() -> redis.await(redis.send(r -> r.ping())));
        User user = signOuts.endWith(
                userId,
                sessionId,
                alongside -> users.changePassword(userId, current, next, () -> {
                    alongside.run();
                    audit.record("password_changed", userId, Map.of("session", sessionId));
                }));
        Standing standing = store.standing(sessionId)
                .filter(found -> found.allows(clock.instant()))
                .orElseThrow(Sessions::invalid);
        Refresh refresh = Sessions.withRedis(() -> refreshes.renew(standing));
        if (!refresh.isGranted()) {
            throw Sessions.invalid();
        }
        return sessions.tokens(user, standing.session(), refresh.counter(), refresh.livesMillis());
    }
}
