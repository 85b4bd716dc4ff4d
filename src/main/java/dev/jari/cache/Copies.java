package dev.jari.cache;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.redis.RedisScript;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/**
 * Copies in Redis. Each cache has a fixed number of hashes with a fixed number of fields: a newcomer takes the place of whoever has the same, so
 * that the caches never grow beyond their bound in a Redis that must not evict.
 */
@Component
class Copies {
    private static final RedisScript GET = RedisScript.load("cache_get");
    private static final RedisScript PUT = RedisScript.load("cache_put");

    private final Redis redis;
    private final Clock clock;

    Copies(Redis redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** {@code version}: what to show when putting; empty for who must not put. */
    record Found(Optional<String> version, Optional<Copy> copy) {
        static final Found NOTHING = new Found(Optional.empty(), Optional.empty());
    }

    static final class Copy {
        final byte[] bytes;
        private final long ageMillis;

        Copy(byte[] bytes, long ageMillis) {
            this.bytes = bytes;
            this.ageMillis = ageMillis;
        }

        boolean isAlive(Kind kind) {
            return ageMillis < kind.life().toMillis();
        }

        boolean isTired(Kind kind) {
            return ageMillis > kind.life().toMillis() * 8 / 10;
        }
    }

    Found find(Kind kind, long generation, String group, String key) {
        try {
            List<Object> answer = redis.await(redis.run(
                    GET,
                    List.of(kind.redisKey(group)),
                    generation,
                    kind.field(key),
                    UUID.randomUUID(),
                    kind.life().toMillis(),
                    kind.sliding()));
            if (answer.isEmpty()) {
                return Found.NOTHING;
            }
            Optional<Copy> copy = answer.size() > 1 && answer.get(1) instanceof byte[] written
                    ? read(written, head(group, key)).filter(found -> found.isAlive(kind))
                    : Optional.empty();
            return new Found(Optional.of(Redis.text(answer.getFirst())), copy);
        } catch (RedisDown e) {
            return Found.NOTHING;
        }
    }

    /** Not waited for. */
    void put(Kind kind, String version, String group, String key, byte[] bytes) {
        redis.run(
                PUT,
                List.of(kind.redisKey(group)),
                version,
                kind.field(key),
                written(head(group, key), bytes),
                kind.life().toMillis());
    }

    CompletionStage<Long> delete(Kind kind, String group) {
        return redis.send(r -> r.del(Redis.bytes(kind.redisKey(group))));
    }

    private static String head(String group, String key) {
        return group + '\u0000' + key + '\u0000';
    }

    private String written(String head, byte[] bytes) {
        return head + clock.millis() + '\u0000' + new String(bytes, StandardCharsets.UTF_8);
    }

    /** Empty if another one has the place. */
    private Optional<Copy> read(byte[] written, String head) {
        byte[] wanted = Redis.bytes(head);
        if (!Arrays.equals(written, 0, Math.min(wanted.length, written.length), wanted, 0, wanted.length)) {
            return Optional.empty();
        }
        int end = wanted.length;
        while (written[end] != 0) {
            end++;
        }
        long at = Long.parseLong(new String(written, wanted.length, end - wanted.length, StandardCharsets.US_ASCII));
        return Optional.of(new Copy(Arrays.copyOfRange(written, end + 1, written.length), clock.millis() - at));
    }
}
