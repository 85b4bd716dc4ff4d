package dev.jari.e2e;

import dev.jari.testing.Api;
import dev.jari.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two instances of the jar with one database and one Redis, behind nginx: as in production, with every limit in force. */
final class Pair implements AutoCloseable {
    private final RedisServer redis = new RedisServer();
    private final Path data;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = List.of(Nginx.freePort(), Nginx.freePort());
    private final Nginx nginx;

    private Pair() throws IOException, InterruptedException {
        data = Files.createTempDirectory("jari-pair");
        for (int port : ports) {
            int management = Nginx.freePort();
            processes.add(instance(port, management));
            awaitReady(management);
        }
        nginx = Nginx.before("127.0.0.1:" + ports.getFirst(), "127.0.0.1:" + ports.getLast());
    }

    static Pair start() throws IOException, InterruptedException {
        return new Pair();
    }

    private Process instance(int port, int management) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-jar",
                Nginx.jar().toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--management.server.port=" + management,
                "--jari.data-dir=" + data,
                "--jari.web.trusted-proxies=127.0.0.1/32",
                "--jari.admin.email=operator@example.com",
                "--jari.admin.password=" + Api.PASSWORD));
        redis.properties().forEach(property -> command.add("--" + property));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log-" + port).toFile())
                .start();
    }

    private void awaitReady(int management) throws IOException, InterruptedException {
        Api health = new Api("http://127.0.0.1:" + management);
        for (int i = 0; i < 600 && processes.getLast().isAlive(); i++) {
            try {
                if (health.get("/actuator/health/readiness").status() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("An instance did not start:\n"
                + Files.readString(data.resolve("log-" + ports.get(processes.size() - 1))));
    }

    Nginx nginx() {
        return nginx;
    }

    List<Integer> ports() {
        return ports;
    }

    /** {@code kill -9}. */
    void kill(int which) {
        processes.get(which).destroyForcibly();
    }

    @Override
    public void close() {
        nginx.close();
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
    }
}
