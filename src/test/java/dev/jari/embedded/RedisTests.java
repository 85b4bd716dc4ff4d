package dev.jari.embedded;

import static dev.jari.embedded.SeenRedis.await;
import static dev.jari.embedded.SeenRedis.isAlive;
import static dev.jari.embedded.SeenRedis.isKept;
import static dev.jari.embedded.SeenRedis.keep;
import static dev.jari.embedded.SeenRedis.port;
import static dev.jari.embedded.SeenRedis.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/** One instance and its Redis. */
class RedisTests {
    @TempDir
    Path data;

    private SeenRedis redis;

    @BeforeEach
    void look() {
        redis = new SeenRedis(data.resolve("redis"));
    }

    @Test
    void findsItsDataAgainAfterARestart() throws Exception {
        long first;
        try (var node = Node.start(data)) {
            keep(node);
            first = redis.pid();
        }
        assertThat(isAlive(first)).isFalse();
        try (var node = Node.start(data)) {
            assertThat(isKept(node)).isTrue();
        }
    }

    @Test
    void startsAgainOnTheSamePortWithItsDataWhenItIsKilled() throws Exception {
        try (var node = Node.start(data)) {
            keep(node);
            int port = port(node);
            for (int i = 0; i < 3; i++) {
                long killed = redis.pid();
                signal("KILL", killed);
                await(() -> isKept(node) && redis.pid() != killed);
                assertThat(port(node)).isEqualTo(port);
            }
        }
    }

    @Test
    void startsAgainWhenOnlyItsGuardIsKilled() throws Exception {
        try (var node = Node.start(data)) {
            keep(node);
            long orphan = redis.pid();
            signal(
                    "KILL",
                    ProcessHandle.of(orphan)
                            .flatMap(ProcessHandle::parent)
                            .orElseThrow()
                            .pid());
            await(() -> !isAlive(orphan) && isKept(node));
            assertThat(redis.pid()).isNotEqualTo(orphan);
        }
    }

    @Test
    void aCommandIsGivenUpSoonWhileRedisHangsOrIsGone() throws Exception {
        try (var node = Node.start(data)) {
            keep(node);
            signal("STOP", redis.pid());
            assertThatThrownBy(() -> timed(Duration.ofSeconds(1), () -> isKept(node)))
                    .isInstanceOf(DataAccessException.class);
            signal("CONT", redis.pid());
            await(() -> isKept(node));
        }
        try (var node = Node.start(data, "spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1")) {
            assertThatThrownBy(() -> timed(Duration.ofSeconds(2), () -> isKept(node)))
                    .isInstanceOf(RedisConnectionFailureException.class);
            assertThat(node.getBeansOfType(EmbeddedRedis.class)).isEmpty();
        }
    }

    @Test
    void allShareOneConnectionWithoutAPool() {
        try (var node = Node.start(data)) {
            LettuceConnectionFactory factory = node.getBean(LettuceConnectionFactory.class);
            assertThat(factory.getShareNativeConnection()).isTrue();
            assertThat(factory.getClientConfiguration()).isNotInstanceOf(LettucePoolingClientConfiguration.class);
        }
    }

    private static <T> T timed(Duration limit, Callable<T> work) throws Exception {
        long started = System.nanoTime();
        try {
            return work.call();
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(limit);
        }
    }
}
