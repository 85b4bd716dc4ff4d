package dev.jari.social;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Journeys to providers and back, by their state. Redis knows only the state's digest, and gives each out once. */
@Component
class Journeys {
    private static final Logger log = LoggerFactory.getLogger(Journeys.class);
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration EVENT_LIFE = Duration.ofDays(8);

    private final Redis redis;
    private final JsonMapper json = JsonMapper.shared();

    Journeys(Redis redis) {
        this.redis = redis;
    }

    void begin(String state, Journey journey) {
        ask(redis.send(r -> r.set(key(state), bytes(journey), SetArgs.Builder.px(LIFE.toMillis()))));
    }

    Optional<Journey> peek(String state) {
        return read(ask(redis.send(r -> r.get(key(state)))));
    }

    /** Leaves what a form brought where the browser, sent on to us once more, will find it. */
    void deliver(String state, Journey journey) {
        ask(redis.send(
                r -> r.set(key(state), bytes(journey), SetArgs.Builder.xx().keepttl())));
    }

    /** Whoever comes second finds nothing. */
    Optional<Journey> end(String state) {
        return read(ask(redis.send(r -> r.getdel(key(state)))));
    }

    /** Whether a provider's event is new; also where nobody can say, for doing it twice does no harm. */
    boolean isNew(String provider, String eventId) {
        byte[] key = Redis.bytes("oauth:event:{" + Secrets.hexDigest(provider + " " + eventId) + "}");
        try {
            SetArgs once = SetArgs.Builder.nx().px(EVENT_LIFE.toMillis());
            return redis.await(redis.send(r -> r.set(key, new byte[] {'1'}, once))) != null;
        } catch (RedisDown e) {
            return true;
        }
    }

    private static byte[] key(String state) {
        return Redis.bytes("oauth:{" + Secrets.hexDigest(state) + "}");
    }

    private byte[] bytes(Journey journey) {
        return json.writeValueAsBytes(journey);
    }

    private Optional<Journey> read(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(json.readValue(bytes, Journey.class));
    }

    private <T> T ask(CompletionStage<T> stage) {
        try {
            return redis.await(stage);
        } catch (RedisDown e) {
            log.warn("Nobody can sign in through a provider: {}", e.getMessage());
            throw Problem.unavailable("unavailable", "Signing in is not possible for a moment.", 1);
        }
    }
}
