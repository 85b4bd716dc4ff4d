package dev.jari.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.JariApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Jari as a process of its own, so that it can be killed. */
public final class Instance implements AutoCloseable {
    private final List<String> properties;
    private final Path log;
    private final int port = freePort();
    private Process process;

    private Instance(List<String> properties, Path log) {
        this.properties = properties;
        this.log = log;
        this.process = start();
    }

    public static Instance start(Engine engine, String... more) {
        try {
            Path dataDir = Files.createTempDirectory("jari-test");
            List<String> properties = new ArrayList<>(engine.freshDatabase(dataDir));
            properties.add("jari.data-dir=" + dataDir);
            properties.addAll(List.of(more));
            return new Instance(properties, dataDir.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second one on this one's stores. */
    public Instance another() {
        return new Instance(properties, log);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start() {
        Process started =
                java(List.of("--server.port=" + port, "--management.server.port=0", "--jari.rate-limit.enabled=false"));
        Instant deadline = Instant.now().plus(Duration.ofMinutes(4));
        while (!answers()) {
            assertThat(started.isAlive() && Instant.now().isBefore(deadline))
                    .as(this::log)
                    .isTrue();
            pause();
        }
        return started;
    }

    private Process java(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                JariApplication.class.getName()));
        command.addAll(arguments);
        properties.forEach(property -> command.add("--" + property));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            return api().get("/api/businesses?limit=1").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public Api api() {
        return new Api("http://127.0.0.1:" + port);
    }

    /** Its database, for who looks or writes beside it. */
    public JdbcClient database() {
        DriverManagerDataSource source = new DriverManagerDataSource(property(
                "spring.datasource.url", "jdbc:sqlite:" + log.resolveSibling("jari.db") + "?busy_timeout=10000"));
        source.setUsername(property("spring.datasource.username", ""));
        source.setPassword(property("spring.datasource.password", ""));
        return JdbcClient.create(source);
    }

    private String property(String name, String otherwise) {
        return properties.stream()
                .filter(property -> property.startsWith(name + "="))
                .map(property -> property.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    /** {@code kill -9}: neither hooks nor flushes. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    public void killRedis() {
        List<ProcessHandle> servers = process.descendants()
                .filter(child -> child.info().command().orElse("").contains("redis-server"))
                .toList();
        assertThat(servers).as("a Redis of its own").isNotEmpty();
        servers.forEach(ProcessHandle::destroyForcibly);
    }

    public void restart() {
        process = start();
    }

    /** Runs {@code verify} beside whatever runs and answers its exit code. */
    public int verify() {
        return await(java(new ArrayList<>(List.of("verify"))));
    }

    private static int await(Process process) {
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that it wrote to its console. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        await(process);
    }
}
