package dev.jari.session;

import dev.jari.audit.Audit;
import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.session.LiveSessions.Refresh;
import dev.jari.session.Session.Device;
import dev.jari.session.SessionStore.Standing;
import dev.jari.token.AccessTokens;
import dev.jari.token.AuthSettings;
import dev.jari.token.RefreshTokens;
import dev.jari.user.User;
import dev.jari.web.Ids;
import dev.jari.web.Network;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Signing in and staying signed in. A session is made in Redis first and in SQL second, and ended ({@link SignOuts}) the other way
 * round: whatever fails in between, nobody has a session that SQL does not know or has ended.
 */
@Service
public class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final SessionStore store;
    private final LiveSessions live;
    private final SignOuts signOuts;
    private final Refreshes refreshes;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Redis redis;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final AuthSettings settings;
    private final Clock clock;
    private final Counter issued;

    Sessions(
            SessionStore store,
            LiveSessions live,
            SignOuts signOuts,
            Refreshes refreshes,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Redis redis,
            Audit audit,
            ApplicationEventPublisher events,
            AuthSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.live = live;
        this.signOuts = signOuts;
        this.refreshes = refreshes;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.redis = redis;
        this.audit = audit;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        issued = meters.counter("jari.tokens.issued");
    }

    /** What a client gets: it signs its requests with the one and renews both with the other. Lives are in seconds. */
    public record Tokens(User user, String access, long accessLife, String refresh, long refreshLife) {}

    /** Somebody has signed in, in this session; published outside of any transaction. */
    public record Started(User user, Device device) {}

    /** A session was ended because its refresh token was used twice; published outside of any transaction. */
    public record Reused(String userId, Device device) {}

    /** A new session of a person who has proven who they are by a password. */
    public Tokens start(User user, Device device) {
        return start(user, device, "password");
    }

    /** A new session of a person who has just proven who they are; {@code how}, such as {@code password+totp}. */
    public Tokens start(User user, Device device, String how) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Duration life = Collections.min(List.of(settings.refreshLife(), settings.sessionLife()));
        Session session = new Session(Ids.next(), user.id(), device, now, now, now.plus(life), 0, false);
        withRedis(() -> {
            live.seedRefresh(session, 0);
            return redis.await(live.seedSession(session, user.epoch()));
        });
        store.insert(session, now, how);
        audit.record(
                "signed_in",
                user.id(),
                Map.of(
                        "session",
                        session.id(),
                        "device",
                        device.name(),
                        "network",
                        Network.of(device.ip()),
                        "how",
                        how));
        events.publishEvent(new Started(user, device));
        return tokens(user, session, 0, life.toMillis());
    }

    /** New tokens for a refresh token; the same successor for all who present one token at about the same time. */
    public Tokens refresh(String refreshToken) {
        var result = withRedis(() -> refreshes.present(refreshToken)).orElseThrow(Sessions::invalid);
        Session session = result.standing().session();
        Refresh refresh = result.refresh();
        return switch (refresh.outcome()) {
            case ROTATED, REPLAY -> tokens(result.standing().user(), session, refresh.counter(), refresh.livesMillis());
            case REUSE -> throw reused(session);
            case ENDED -> {
                // By a reuse whose discoverer was cut off before SQL had it, else SQL would have refused.
                signOuts.end(session.userId(), session.id());
                throw invalid();
            }
            case GONE -> throw invalid();
            case FORGED -> {
                log.warn("SECURITY a refresh token of the future for session {}", session.id());
                throw invalid();
            }
        };
    }

    Tokens tokens(User user, Session session, long counter, long refreshMillis) {
        long sessionEnd = session.createdAt().plus(settings.sessionLife()).toEpochMilli();
        AccessTokens.Issued access = accessTokens.issue(user, session.id(), sessionEnd);
        issued.increment();
        return new Tokens(
                user,
                access.text(),
                access.expiresInSeconds(),
                refreshTokens.text(session.id(), counter),
                refreshMillis / 1_000);
    }

    /** A rotated token came back: one of the two who have it is a thief. Both lose it. */
    private Problem reused(Session session) {
        log.warn("SECURITY a used refresh token came back; session {} of user {} ends", session.id(), session.userId());
        signOuts.end(session.userId(), session.id());
        audit.record("token_reused", session.userId(), Map.of("session", session.id()));
        events.publishEvent(new Reused(session.userId(), session.device()));
        return Problem.unauthorized(
                "token_reused", "This session was ended because its token was used twice; sign in.");
    }

    static Problem invalid() {
        return Problem.unauthorized("invalid_refresh_token", "This session has ended; sign in.");
    }

    /**
     * Signing in and refreshing need Redis; that they cannot be done for a moment ends no session. All that is done here may be done
     * twice, and one late answer is no reason to refuse.
     */
    static <T> T withRedis(Supplier<T> work) {
        try {
            return work.get();
        } catch (RedisDown late) {
            log.debug("Redis is asked once more: {}", late.getMessage());
        }
        try {
            return work.get();
        } catch (RedisDown e) {
            log.warn("Nobody can sign in or refresh: {}", e.getMessage());
            throw Problem.unavailable("unavailable", "Signing in is not possible for a moment.", 1);
        }
    }

    /** The living sessions of a person, newest first. */
    public List<Session> of(String userId) {
        return store.live(userId, clock.millis());
    }

    public Optional<Session> byId(String sessionId) {
        return store.standing(sessionId).map(Standing::session);
    }
}
