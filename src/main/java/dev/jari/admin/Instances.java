package dev.jari.admin;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.web.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Each instance says in Redis every few seconds that it is there; who was killed is still seen for an hour, with its last word. */
@Component
class Instances implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final byte[] KEY = Redis.bytes("instances");
    private static final int BEAT_MILLIS = 5_000;
    private static final Duration LIVE = Duration.ofSeconds(15);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Redis redis;
    private final Clock clock;
    private final Environment environment;
    private final String id = Ids.next();
    private final String host = host();
    private final String build;

    Instances(Redis redis, Clock clock, Environment environment, ObjectProvider<BuildProperties> build) {
        this.redis = redis;
        this.clock = clock;
        this.environment = environment;
        this.build = Optional.ofNullable(build.getIfAvailable())
                .map(known -> Optional.ofNullable(known.get("id")).orElse(String.valueOf(known.getVersion())))
                .orElse("unknown");
    }

    /** {@code live}: it has been heard within 15 seconds. */
    @Schema(name = "Instance")
    record Instance(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "app-a:8080") String name,
            @Schema(example = "1.4.0-3f2a91c") String build,
            @Schema(example = "2026-11-25T06:00:00Z") Instant startedAt,
            @Schema(example = "2026-11-25T09:00:00Z") Instant seenAt,
            boolean live,

            @Schema(description = "The one that answers") boolean self) {}

    /** As it is in Redis; times in epoch milliseconds. */
    record Word(String name, String build, long startedAt, long seenAt) {}

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private Word word() {
        return new Word(
                host + ":" + environment.getProperty("local.server.port", "-"),
                build,
                ManagementFactory.getRuntimeMXBean().getStartTime(),
                clock.millis());
    }

    @Scheduled(fixedDelay = BEAT_MILLIS)
    void beat() {
        try {
            redis.await(redis.send(r -> r.hset(KEY, Redis.bytes(id), JSON.writeValueAsBytes(word()))));
        } catch (RedisDown e) {
            log.trace("Nobody hears of this instance", e);
        }
    }

    /** This one always, and without Redis alone. */
    List<Instance> all() {
        Instance self = instance(id, word());
        try {
            Map<byte[], byte[]> words = redis.await(redis.send(r -> r.hgetall(KEY)));
            List<Instance> others = words.entrySet().stream()
                    .map(entry -> instance(Redis.text(entry.getKey()), JSON.readValue(entry.getValue(), Word.class)))
                    .filter(instance -> !instance.self())
                    .sorted(Comparator.comparing(Instance::startedAt))
                    .toList();
            others.stream().filter(this::isForgotten).forEach(this::remove);
            return Stream.concat(Stream.of(self), others.stream().filter(other -> !isForgotten(other)))
                    .toList();
        } catch (RedisDown e) {
            return List.of(self);
        }
    }

    private Instance instance(String otherId, Word word) {
        Instant seenAt = Instant.ofEpochMilli(word.seenAt());
        return new Instance(
                otherId,
                word.name(),
                word.build(),
                Instant.ofEpochMilli(word.startedAt()),
                seenAt,
                seenAt.plus(LIVE).isAfter(clock.instant()),
                otherId.equals(id));
    }

    private boolean isForgotten(Instance other) {
        return other.seenAt().plus(REMEMBERED).isBefore(clock.instant());
    }

    private void remove(Instance other) {
        redis.send(r -> r.hdel(KEY, Redis.bytes(other.id())));
    }

    /** Who leaves in order is not missed. */
    @Override
    public void destroy() {
        try {
            redis.await(redis.send(r -> r.hdel(KEY, Redis.bytes(id))));
        } catch (RedisDown e) {
            log.trace("This instance will be missed for an hour", e);
        }
    }
}
