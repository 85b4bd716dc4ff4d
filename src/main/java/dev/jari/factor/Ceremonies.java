package dev.jari.factor;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;

/** Challenges that authenticators are to sign: in Redis, each for one purpose, for one answer, for five minutes. */
@Component
class Ceremonies {
    static final Duration LIFE = Duration.ofMinutes(5);

    private final Redis redis;

    Ceremonies(Redis redis) {
        this.redis = redis;
    }

    /** A new challenge (256 bits). */
    Bytes begin(String purpose) {
        Bytes challenge = Bytes.random();
        byte[] key = key(challenge.toBase64UrlString());
        withRedis(() -> redis.await(redis.send(r -> r.psetex(key, LIFE.toMillis(), Redis.bytes(purpose)))));
        return challenge;
    }

    /** The purpose of a challenge, which is then void. */
    Optional<String> end(String challenge) {
        if (!challenge.matches("[A-Za-z0-9_-]{43}")) {
            return Optional.empty();
        }
        byte[] key = key(challenge);
        return withRedis(() -> Optional.ofNullable(redis.await(redis.send(r -> r.getdel(key)))))
                .map(Redis::text);
    }

    private static byte[] key(String challenge) {
        return Redis.bytes("passkey_challenge:{" + challenge + "}");
    }

    private static <T> T withRedis(Supplier<T> work) {
        try {
            return work.get();
        } catch (RedisDown e) {
            throw Problem.unavailable("unavailable", "Passkeys cannot be used for a moment.", 1);
        }
    }
}
