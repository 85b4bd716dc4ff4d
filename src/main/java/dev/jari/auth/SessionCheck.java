package dev.jari.auth;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether the session behind a verified access token lives, asked anew for each request. Redis decides where it can; where it
 * knows nothing or does not answer, SQL does; where neither answers, nobody is let in.
 */
@Component
class SessionCheck {
    private final LiveSessions live;
    private final Aftermath aftermath;
    private final SessionStore store;
    private final Redis redis;
    private final Clock clock;
    private final Counter redisPassed;
    private final Counter redisRefused;
    private final Counter sqlPassed;
    private final Counter sqlRefused;

    SessionCheck(
            LiveSessions live,
            Aftermath aftermath,
            SessionStore store,
            Redis redis,
            Clock clock,
            MeterRegistry meters) {
        this.live = live;
        this.aftermath = aftermath;
        this.store = store;
        this.redis = redis;
        this.clock = clock;
        redisPassed = counter(meters, "redis", "passed");
        redisRefused = counter(meters, "redis", "refused");
        sqlPassed = counter(meters, "sql", "passed");
        sqlRefused = counter(meters, "sql", "refused");
    }

    private static Counter counter(MeterRegistry meters, String source, String outcome) {
        return meters.counter("jari.session.check", "source", source, "outcome", outcome);
    }

    /** Sends the question; {@link Check#passes} waits for the answer. */
    Check begin(AccessToken token) {
        long outages = redis.outages();
        return aftermath.isSettled()
                ? new Check(
                        token,
                        outages,
                        live.ask(token.caller().userId(), token.caller().sessionId()))
                : new Check(token, outages, null);
    }

    final class Check {
        private final AccessToken token;
        private final long outages;
        private final LiveSessions.@Nullable Asked asked;

        private Check(AccessToken token, long outages, LiveSessions.@Nullable Asked asked) {
            this.token = token;
            this.outages = outages;
            this.asked = asked;
        }

        boolean passes() {
            if (asked == null) {
                return passesSql();
            }
            LiveSessions.Known known;
            try {
                known = asked.answer();
            } catch (RedisDown e) {
                return passesSql();
            }
            if (known.ended() || known.epoch() > token.epoch()) {
                redisRefused.increment();
                return false;
            }
            // Older than the token, or interrupted meanwhile: Redis lost something.
            if (!known.present() || known.epoch() < token.epoch() || redis.outages() != outages) {
                return passesSql();
            }
            redisPassed.increment();
            return true;
        }

        private boolean passesSql() {
            var standing = store.standing(token.caller().sessionId())
                    .filter(found -> found.allows(clock.instant())
                            && found.user().id().equals(token.caller().userId())
                            && found.user().epoch() == token.epoch());
            if (standing.isEmpty()) {
                sqlRefused.increment();
                return false;
            }
            sqlPassed.increment();
            // Not waited for: the next request will find it, or ask SQL again.
            live.seedSession(standing.get().session(), token.epoch());
            return true;
        }
    }
}
