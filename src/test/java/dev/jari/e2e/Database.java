package dev.jari.e2e;

import dev.jari.testing.Engine;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Where bookings are kept: files, or a PostgreSQL of the same version as the {@code pg_dump} of this machine, which dumps no newer
 * server, and to which the password is needed.
 */
final class Database implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "not-in-the-arguments";

    private final Optional<Process> server;
    private final int port;

    private Database(Optional<Process> server, int port) {
        this.server = server;
        this.port = port;
    }

    static Database of(Engine engine) throws IOException, InterruptedException {
        return engine == Engine.SQLITE ? new Database(Optional.empty(), 0) : postgres();
    }

    private static Database postgres() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(programs.isPresent(), "no PostgreSQL here (Debian: apt-get install postgresql)");
        Path home = Files.createTempDirectory("jari-postgresql");
        Path password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            var owner = home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(home, owner);
            Files.setOwner(password, owner);
        }
        String data = home.resolve("data").toString();
        Path bin = programs.get();
        int made = start(home, bin, "initdb", "-D", data, "-U", "jari", "-A", "scram-sha-256", "--pwfile=" + password)
                .waitFor();
        Assumptions.assumeTrue(made == 0, () -> "initdb: " + read(home.resolve("log")));
        int port = freePort();
        Process server = start(
                home, bin, "postgres", "-D", data, "-p", "" + port, "-h", "127.0.0.1", "-k", "", "-c", "fsync=off");
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        Database database = new Database(Optional.of(server), port);
        database.create("before");
        database.create("after");
        return database;
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing(
                            version -> -Integer.parseInt(version.getFileName().toString())))
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        }
    }

    /** PostgreSQL refuses to be run by root. */
    private static Process start(Path home, Path bin, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void create(String name) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), "jari", PASSWORD);
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(e);
                }
                Thread.sleep(100);
            }
        }
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** {@code place}: before or after. */
    String[] settings(String place) {
        List<String> settings = new ArrayList<>(List.of("--jari.reservation.max-open-per-customer=0"));
        if (server.isPresent()) {
            settings.addAll(List.of(
                    "--spring.datasource.url=" + url(place),
                    "--spring.datasource.username=jari",
                    "--spring.datasource.password=" + PASSWORD));
        }
        return settings.toArray(String[]::new);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.ifPresent(Process::destroyForcibly);
    }
}
