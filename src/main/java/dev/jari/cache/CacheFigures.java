package dev.jari.cache;

import dev.jari.cache.Cache.Counts;
import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** How well the caches do, and emptying one: for operators. */
@Component
public class CacheFigures {
    private static final int AT_ONCE = 200;

    private final Caches caches;
    private final Near near;
    private final Redis redis;

    CacheFigures(Caches caches, Near near, Redis redis) {
        this.caches = caches;
        this.near = near;
        this.redis = redis;
    }

    /**
     * Answers since this instance started, by where they came from; {@code entries} and {@code bytes} are in its memory. {@code places}: how
     * many of its places in Redis are taken, for all instances; empty if it has none there or Redis is away.
     */
    public record Figures(
            String name,
            Optional<Duration> life,
            long near,
            long redis,
            long loaded,
            long bypassed,
            int entries,
            long bytes,
            Optional<Long> places,
            int mostPlaces) {}

    public List<Figures> all() {
        Map<String, Near.Size> sizes = near.sizes();
        return caches.kinds().values().stream()
                .map(kind -> figures(kind, sizes.getOrDefault(kind.name(), new Near.Size(0, 0))))
                .toList();
    }

    private Figures figures(Kind kind, Near.Size size) {
        Counts counts = new Counts(caches.meters, kind.name());
        return new Figures(
                kind.name(),
                kind.isInRedis() ? Optional.of(kind.life()) : Optional.empty(),
                (long) counts.near().count(),
                (long) counts.redis().count(),
                (long) counts.load().count(),
                (long) counts.bypass().count(),
                size.entries(),
                size.bytes(),
                kind.isInRedis() ? taken(kind) : Optional.empty(),
                kind.groups());
    }

    private Optional<Long> taken(Kind kind) {
        try {
            return Optional.of(sum(kind, keys -> redis.send(r -> r.exists(keys))));
        } catch (RedisDown e) {
            return Optional.empty();
        }
    }

    /** On all instances; of other caches only near copies go, which live for seconds. 404 if there is none of this name. */
    public void drop(String name) {
        Kind kind = Optional.ofNullable(caches.kinds().get(name)).orElseThrow(() -> Problem.notFound("cache"));
        try {
            sum(kind, keys -> redis.send(r -> r.del(keys)));
        } catch (RedisDown e) {
            throw Problem.unavailable("unavailable", "Redis cannot be told to forget; try again in a moment.", 1);
        } finally {
            caches.dropNear();
        }
    }

    /** Lettuce divides the keys among the nodes of a Cluster. */
    private long sum(Kind kind, Function<byte[][], CompletionStage<Long>> command) {
        long sum = 0;
        for (int first = 0; first < kind.groups(); first += AT_ONCE) {
            byte[][] keys = IntStream.range(first, Math.min(first + AT_ONCE, kind.groups()))
                    .mapToObj(place -> Redis.bytes(kind.redisKey(place)))
                    .toArray(byte[][]::new);
            sum += redis.await(command.apply(keys));
        }
        return sum;
    }
}
