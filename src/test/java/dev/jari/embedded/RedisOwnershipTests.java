package dev.jari.embedded;

import static dev.jari.embedded.SeenRedis.await;
import static dev.jari.embedded.SeenRedis.isAlive;
import static dev.jari.embedded.SeenRedis.isKept;
import static dev.jari.embedded.SeenRedis.keep;
import static dev.jari.embedded.SeenRedis.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who runs the Redis of a directory when owners, orphans and strangers come and go. */
class RedisOwnershipTests {
    @TempDir
    Path data;

    private SeenRedis redis;

    @BeforeEach
    void look() {
        redis = new SeenRedis(data.resolve("redis"));
    }

    @Test
    void endsWithItsKilledParent() throws Exception {
        Process owner = RedisOwner.start(redis.home());
        await(() -> owner.isAlive() && redis.ask().isOurs());
        long before = redis.pid();
        owner.destroyForcibly();
        await(() -> !isAlive(before));
        try (var next = EmbeddedRedis.start(redis.home())) {
            assertThat(next.getStandalone().getPort())
                    .isEqualTo(redis.files().port().orElseThrow());
            assertThat(redis.ask()).isEqualTo(RedisProbe.Answer.READY);
            assertThat(redis.pid()).isNotEqualTo(before);
        }
    }

    @Test
    void instancesShareOneAndOutliveItsOwner() throws Exception {
        Process owner = RedisOwner.start(redis.home());
        await(() -> redis.ask() == RedisProbe.Answer.READY);
        try (var second = Node.start(data)) {
            try (var first = Node.start(data)) {
                assertThat(port(first)).isEqualTo(port(second));
                keep(first);
                assertThat(isKept(second)).isTrue();
                long before = redis.pid();
                owner.destroyForcibly();
                await(() -> redis.pid() != before && isKept(first) && isKept(second));
            }
            await(() -> isKept(second));
        } finally {
            owner.destroyForcibly();
        }
        await(() -> redis.ask() == RedisProbe.Answer.NONE);
    }

    @Test
    void takesOverAServerThatOutlivedItsOwner() throws Exception {
        int port;
        try (var before = EmbeddedRedis.start(redis.home())) {
            port = before.getStandalone().getPort();
        }
        String server = RedisBinary.in(redis.files().directory()).file().toString();
        Process orphan =
                new ProcessBuilder(server, redis.files().file("redis.conf").toString()).start();
        await(() -> redis.ask().isOurs());
        try (var after = EmbeddedRedis.start(redis.home())) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(after.getStandalone().getPort()).isEqualTo(port);
        }
    }

    @Test
    void leavesAPortThatAnotherProgramUses() throws Exception {
        int before;
        try (var node = EmbeddedRedis.start(redis.home())) {
            before = node.getStandalone().getPort();
        }
        String known = redis.files().password().orElseThrow();
        try (var program = new ServerSocket(before, 1, InetAddress.getLoopbackAddress());
                var node = EmbeddedRedis.start(redis.home())) {
            assertThat(program.isBound()).isTrue();
            assertThat(node.getStandalone().getPort()).isNotEqualTo(before);
            assertThat(redis.files().password()).isNotEmpty().get().isNotEqualTo(known);
        }
    }

    @Test
    void refusesToStartWhereItCannotWrite() throws Exception {
        Files.createFile(redis.home());
        assertThatThrownBy(() -> EmbeddedRedis.start(redis.home()))
                .isInstanceOf(UnableToStart.class)
                .hasMessageContaining("cannot be created");
    }

    @Test
    void refusesToStartOnADamagedFileAndSaysWhy() throws Exception {
        Files.createDirectory(redis.home());
        Files.writeString(redis.home().resolve("appendonly.aof"), "this is not an append only file\n");
        assertThatThrownBy(() -> EmbeddedRedis.start(redis.home()))
                .isInstanceOf(UnableToStart.class)
                .hasMessageContaining("Bad file format");
    }
}
