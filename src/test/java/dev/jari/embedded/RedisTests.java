package dev.jari.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisTests {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @TempDir
    Path data;

    @Test
    void findsItsDataAgainAfterARestart() throws Exception {
        long first;
        try (var node = Node.start(data)) {
            redis(node).opsForValue().set("note", "kept");
            first = pid();
        }
        assertThat(isAlive(first)).isFalse();
        try (var node = Node.start(data)) {
            assertThat(redis(node).opsForValue().get("note")).isEqualTo("kept");
        }
    }

    @Test
    void startsAgainOnTheSamePortWithItsDataWhenItIsKilled() throws Exception {
        try (var node = Node.start(data)) {
            redis(node).opsForValue().set("note", "kept");
            int port = port(node);
            for (int i = 0; i < 3; i++) {
                long killed = pid();
                kill(killed, "KILL");
                await(() -> isKept(node) && pid() != killed);
                assertThat(port(node)).isEqualTo(port);
            }
        }
    }

    @Test
    void startsAgainWhenOnlyItsGuardIsKilled() throws Exception {
        try (var node = Node.start(data)) {
            redis(node).opsForValue().set("note", "kept");
            long orphan = pid();
            kill(
                    ProcessHandle.of(orphan)
                            .flatMap(ProcessHandle::parent)
                            .orElseThrow()
                            .pid(),
                    "KILL");
            await(() -> !isAlive(orphan) && isKept(node));
            assertThat(pid()).isNotEqualTo(orphan);
        }
    }

    @Test
    void endsWithItsKilledParent() throws Exception {
        Process owner = RedisOwner.start(data);
        await(() -> owner.isAlive() && probe().ask(files().port().orElse(1)).isOurs());
        long redis = pid();
        owner.destroyForcibly();
        await(() -> !isAlive(redis));
        try (var next = EmbeddedRedis.start(data)) {
            assertThat(probe().ask(next.getStandalone().getPort())).isEqualTo(RedisProbe.Answer.READY);
            assertThat(pid()).isNotEqualTo(redis);
        }
    }

    @Test
    void instancesShareOneAndOutliveItsOwner() throws Exception {
        Path home = data.resolve("redis");
        Files.createDirectory(home);
        Process owner = RedisOwner.start(home);
        try (var second = Node.start(data)) {
            try (var first = Node.start(data)) {
                assertThat(port(first)).isEqualTo(port(second));
                redis(first).opsForValue().set("note", "kept");
                assertThat(redis(second).opsForValue().get("note")).isEqualTo("kept");
                long before = pid();
                owner.destroyForcibly();
                await(() -> pid() != before && isKept(first) && isKept(second));
            }
            await(() -> isKept(second));
        } finally {
            owner.destroyForcibly();
        }
        await(() -> probe().ask(files().port().orElseThrow()) == RedisProbe.Answer.NONE);
    }

    @Test
    void takesOverAServerThatOutlivedItsOwner() throws Exception {
        int port;
        try (var before = EmbeddedRedis.start(data)) {
            port = before.getStandalone().getPort();
        }
        String server = RedisBinary.in(files().directory()).file().toString();
        Process orphan = new ProcessBuilder(server, files().file("redis.conf").toString()).start();
        await(() -> probe().ask(port).isOurs());
        try (var after = EmbeddedRedis.start(data)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(after.getStandalone().getPort()).isEqualTo(port);
        }
    }

    @Test
    void leavesAPortThatAnotherProgramUses() throws Exception {
        int before;
        try (var node = EmbeddedRedis.start(data)) {
            before = node.getStandalone().getPort();
        }
        String known = files().password().orElseThrow();
        try (var program = new ServerSocket(before, 1, InetAddress.getLoopbackAddress());
                var node = EmbeddedRedis.start(data)) {
            assertThat(program.isBound()).isTrue();
            assertThat(node.getStandalone().getPort()).isNotEqualTo(before);
            assertThat(files().password()).isNotEmpty().get().isNotEqualTo(known);
        }
    }

    @Test
    void refusesToStartWhereItCannotWrite() throws Exception {
        Path file = Files.createFile(data.resolve("redis"));
        assertThatThrownBy(() -> EmbeddedRedis.start(file))
                .isInstanceOf(UnableToStart.class)
                .hasMessageContaining("cannot be created");
    }

    @Test
    void refusesToStartOnADamagedFileAndSaysWhy() throws Exception {
        Files.writeString(data.resolve("appendonly.aof"), "this is not an append only file\n");
        assertThatThrownBy(() -> EmbeddedRedis.start(data))
                .isInstanceOf(UnableToStart.class)
                .hasMessageContaining("Bad file format");
    }

    @Test
    void aCommandIsGivenUpSoonWhileRedisHangsOrIsGone() throws Exception {
        try (var node = Node.start(data)) {
            redis(node).opsForValue().set("note", "kept");
            kill(pid(), "STOP");
            assertThatThrownBy(() -> timed(
                            Duration.ofSeconds(1),
                            () -> redis(node).opsForValue().get("note")))
                    .isInstanceOf(DataAccessException.class);
            kill(pid(), "CONT");
            await(() -> isKept(node));
        }
        try (var node = Node.start(data, "spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1")) {
            assertThatThrownBy(() -> timed(
                            Duration.ofSeconds(2),
                            () -> redis(node).opsForValue().get("note")))
                    .isInstanceOf(RedisConnectionFailureException.class);
            assertThat(node.getBeansOfType(EmbeddedRedis.class)).isEmpty();
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

    private static StringRedisTemplate redis(ConfigurableApplicationContext node) {
        return node.getBean(StringRedisTemplate.class);
    }

    private static boolean isKept(ConfigurableApplicationContext node) {
        return "kept".equals(redis(node).opsForValue().get("note"));
    }

    private static int port(ConfigurableApplicationContext node) {
        return node.getBean(EmbeddedRedis.class).getStandalone().getPort();
    }

    private RedisFiles files() {
        Path home = data.resolve("redis");
        return RedisFiles.in(Files.isDirectory(home) ? home : data);
    }

    private RedisProbe probe() {
        return new RedisProbe(files().password().orElse(""));
    }

    private long pid() {
        return files().pid().orElse(0L);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void kill(long pid, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (DataAccessException e) {
            return false;
        }
    }
}
