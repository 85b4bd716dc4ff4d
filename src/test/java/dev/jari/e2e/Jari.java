package dev.jari.e2e;

import dev.jari.testing.Api;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar, started as its users start it, on free ports and with a data directory of its own. */
final class Jari implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String FILLED = "The demo's shops have";

    private final List<String> command;
    private final int port;
    private final int management;
    private final Path log;
    private Process process;

    private Jari(List<String> command, int port, int management, Path log) throws IOException {
        this.command = command;
        this.port = port;
        this.management = management;
        this.log = log;
        process = run();
    }

    /** With the demo's shops; or, with settings of its own, without. */
    static Jari start(String... settings) throws IOException, InterruptedException {
        int port = freePort();
        int management = freePort();
        Path jar = Path.of(System.getProperty("jari.jar", "target/jari.jar")).toAbsolutePath();
        Path data = Files.createTempDirectory("jari-e2e");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--management.server.port=" + management,
                "--jari.data-dir=" + data,
                "--jari.demo=" + (settings.length == 0),
                "--jari.rate-limit.enabled=false"));
        command.addAll(List.of(settings));
        Jari jari = new Jari(
                command, port, management, jar.resolveSibling(settings.length == 0 ? "e2e.log" : "e2e-own.log"));
        jari.awaitReady(settings.length == 0 ? FILLED : "");
        return jari;
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** As a deployment does it: asked to stop, and there again at the same address with the same data. */
    void restart() throws IOException, InterruptedException {
        close();
        process = run();
        awaitReady("");
    }

    String base() {
        return "http://localhost:" + port;
    }

    int management() {
        return management;
    }

    Api api() {
        return new Api(base());
    }

    /** The first of the demo's accounts of this kind, as the jar printed it. */
    Account demo(String kind) throws IOException {
        Matcher account = Pattern.compile("^ +" + kind + " +(\\S+@\\S+) +(\\S+)$", Pattern.MULTILINE)
                .matcher(Files.readString(log));
        if (!account.find()) {
            throw new IllegalStateException("The jar printed no " + kind);
        }
        return Account.signIn(this, account.group(1), account.group(2));
    }

    private void awaitReady(String said) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                if (answers(client) && Files.readString(log).contains(said)) {
                    return;
                }
                Thread.sleep(200);
            }
        }
        close();
        throw new IllegalStateException("The jar did not start:\n" + Files.readString(log));
    }

    /** Refusing a stranger takes the database, Redis and the password check: then all of it is up. */
    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(base() + "/api/auth/login"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"email\":\"nobody@example.com\",\"password\":\"none\"}"))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 401;
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
