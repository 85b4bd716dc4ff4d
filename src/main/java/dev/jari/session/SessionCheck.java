package dev.jari.session;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.token.AccessToken;
import dev.jari.token.AccessToken.Life;
import dev.jari.token.AuthSettings;
import dev.jari.token.AuthSettings.SessionCheckMode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Whether the session behind a verified access token lives. Bounded: once a token was found good, this instance's memory of
 * revocations decides, as long as it is fresh. Strict, or else: Redis, asked anew for each request; where it knows nothing or does not answer, SQL; where neither answers,
 * nobody is let in.
 */
@Component
public class SessionCheck {
    private final Revocations revocations;
    private final RevocationSync sync;
    private final LiveSessions live;
    private final SessionStore store;
    private final Redis redis;
    private final Clock clock;
    private final boolean bounded;
    private final Answers byMemory;
    private final Answers byRedis;
    private final Answers bySql;

    SessionCheck(
            Revocations revocations,
            RevocationSync sync,
            LiveSessions live,
            SessionStore store,
            Redis redis,
            Clock clock,
            AuthSettings settings,
            MeterRegistry meters) {
        this.revocations = revocations;
        this.sync = sync;
        this.live = live;
        this.store = store;
        this.redis = redis;
        this.clock = clock;
        bounded = settings.sessionCheck() == SessionCheckMode.BOUNDED;
        byMemory = Answers.counted(meters, "memory");
        byRedis = Answers.counted(meters, "redis");
        bySql = Answers.counted(meters, "sql");
    }

    private record Answers(Counter passed, Counter refused) {
        static Answers counted(MeterRegistry meters, String source) {
            return new Answers(counter(meters, source, "passed"), counter(meters, source, "refused"));
        }

        private static Counter counter(MeterRegistry meters, String source, String outcome) {
            return meters.counter("jari.session.check", "source", source, "outcome", outcome);
        }

        boolean count(boolean passes) {
            (passes ? passed : refused).increment();
            return passes;
        }
    }

    /** Sends the question, where it has to be sent; the result waits for the answer. */
    public BooleanSupplier begin(AccessToken token) {
        if (token.life().get() == Life.ENDED) {
            return () -> byMemory.count(false);
        }
        // An operator's token lives longer than revocations are remembered in memory.
        if (!sync.isSettled() || token.caller().isImpersonated()) {
            return () -> passesSql(token);
        }
        if (bounded && token.life().get() == Life.LIVING && revocations.isFresh()) {
            return () -> byMemory.count(learned(token, revocations.allows(token)));
        }
        long outages = redis.outages();
        var asked = live.ask(token.caller().userId(), token.caller().sessionId());
        return () -> passesRedis(token, asked, outages);
    }

    /** What memory knows already, for whoever has asked before; costs nothing. */
    public boolean isRevoked(AccessToken token) {
        return token.life().get() == Life.ENDED || !revocations.allows(token);
    }

    private boolean passesRedis(AccessToken token, LiveSessions.Asked asked, long outages) {
        LiveSessions.Known known;
        try {
            known = asked.answer();
        } catch (RedisDown e) {
            return passesSql(token);
        }
        if (known.ended() || known.epoch() > token.epoch()) {
            return byRedis.count(learned(token, false));
        }
        // Older than the token, or interrupted meanwhile: Redis lost something.
        if (!known.present() || known.epoch() < token.epoch() || redis.outages() != outages) {
            return passesSql(token);
        }
        return byRedis.count(learned(token, true));
    }

    private boolean passesSql(AccessToken token) {
        var standing = store.standing(token.caller().sessionId())
                .filter(found -> found.allows(clock.instant())
                        && found.user().id().equals(token.caller().userId())
                        && found.user().epoch() == token.epoch());
        // Not waited for: the next request will find it, or ask SQL again.
        standing.filter(found -> !token.caller().isImpersonated())
                .ifPresent(found -> live.seedSession(found.session(), token.epoch()));
        return bySql.count(learned(token, standing.isPresent()));
    }

    /** Whoever is refused once stays refused, even where the next one asked has not heard of it yet. */
    private static boolean learned(AccessToken token, boolean passes) {
        if (passes) {
            token.life().compareAndSet(Life.UNKNOWN, Life.LIVING);
        } else {
            token.life().set(Life.ENDED);
        }
        return passes;
    }
}
