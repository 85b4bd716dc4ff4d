package dev.jari.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.stream.Stream;

/** The jar, started as its users start it, on free ports and with a data directory of its own. */
final class Jari implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Path JAR =
            Path.of(System.getProperty("jari.jar", "target/jari.jar")).toAbsolutePath();

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
        return on(Files.createTempDirectory("jari-e2e"), settings);
    }

    /** On a data directory in which there may be something. */
    static Jari on(Path data, String... settings) throws IOException, InterruptedException {
        int port = freePort();
        int management = freePort();
        List<String> command = ofJar();
        command.addAll(List.of(
                "--server.port=" + port,
                "--management.server.port=" + management,
                "--jari.data-dir=" + data,
                "--jari.demo=" + (settings.length == 0),
                "--jari.rate-limit.enabled=false"));
        command.addAll(List.of(settings));
        Path log = JAR.resolveSibling(settings.length == 0 ? "e2e.log" : "e2e-own.log");
        Jari jari = new Jari(command, port, management, log);
        jari.awaitReady(settings.length == 0 ? FILLED : "");
        return jari;
    }

    private static List<String> ofJar() {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-jar",
                JAR.toString()));
    }

    /** What a command of the jar said, and its exit code. */
    record Said(int code, String text) {
        Said expect(int expected) {
            assertEquals(expected, code, text);
            return this;
        }
    }

    /** Runs a command of the jar on a data directory, until it ends. */
    static Said command(Path data, String[] settings, Object... words) throws IOException, InterruptedException {
        List<String> command = ofJar();
        Stream.of(words).map(Object::toString).forEach(command::add);
        command.add("--jari.data-dir=" + data);
        command.addAll(List.of(settings));
        Path said = Files.createTempFile("jari-e2e", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new Said(process.waitFor(), Files.readString(said));
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

    /** {@code kill -9}, its Redis too. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
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
