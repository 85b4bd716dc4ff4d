package dev.jari.idp;

import dev.jari.redis.Redis;
import dev.jari.web.Secrets;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Grants behind codes and tokens; in Redis, for the browser's instance need not be the one that exchanges the code. */
@Component
@Conditional(DemoWanted.class)
class Grants {
    static final Duration CODE_LIFE = Duration.ofSeconds(60);
    static final Duration ACCESS_LIFE = Duration.ofHours(1);
    static final Duration REFRESH_LIFE = Duration.ofDays(30);

    private final Redis redis;
    private final JsonMapper json = JsonMapper.shared();

    Grants(Redis redis) {
        this.redis = redis;
    }

    enum Use {
        CODE,
        ACCESS,
        REFRESH
    }

    String keep(Use use, Grant grant, Duration life) {
        String text = Secrets.token();
        byte[] value = json.writeValueAsBytes(grant);
        redis.await(redis.send(r -> r.set(key(use, text), value, SetArgs.Builder.px(life.toMillis()))));
        return text;
    }

    /** A code works once. */
    Optional<Grant> take(Use use, String text) {
        return read(redis.await(redis.send(r -> r.getdel(key(use, text)))));
    }

    Optional<Grant> find(Use use, String text) {
        return read(redis.await(redis.send(r -> r.get(key(use, text)))));
    }

    /** How often this happened to this person in the last hour, this time included. */
    long count(String what, String subject) {
        byte[] key = Redis.bytes("idp:{" + what + ":" + subject + "}");
        long count = redis.await(redis.send(r -> r.incr(key)));
        redis.await(redis.send(r -> r.expire(key, 3_600)));
        return count;
    }

    private Optional<Grant> read(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(json.readValue(bytes, Grant.class));
    }

    private static byte[] key(Use use, String text) {
        return Redis.bytes("idp:{" + use + ":" + Secrets.digest(text) + "}");
    }
}
