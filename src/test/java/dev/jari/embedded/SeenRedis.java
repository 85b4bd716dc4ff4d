package dev.jari.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The Redis of a directory as an outsider sees it, who may also kill it. */
record SeenRedis(Path home) {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    RedisFiles files() {
        return RedisFiles.in(home);
    }

    RedisProbe.Answer ask() {
        return new RedisProbe(files().password().orElse("")).ask(files().port().orElse(1));
    }

    long pid() {
        return files().pid().orElse(0L);
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    static void keep(ConfigurableApplicationContext node) {
        node.getBean(StringRedisTemplate.class).opsForValue().set("note", "kept");
    }

    static boolean isKept(ConfigurableApplicationContext node) {
        return "kept"
                .equals(node.getBean(StringRedisTemplate.class).opsForValue().get("note"));
    }

    static int port(ConfigurableApplicationContext node) {
        return node.getBean(EmbeddedRedis.class).getStandalone().getPort();
    }

    /** A refused command is "not yet": Redis may be starting. */
    static void await(Callable<Boolean> condition) throws Exception {
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
