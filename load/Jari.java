import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** The packed application as one process, with a database and a Redis of its own, gone with all its files when closed. */
final class Jari implements AutoCloseable {
    private static final List<String> PACKED = List.of("-jar", "target/app/jari.jar");

    private final Process process;
    private final Box box;
    private final Path directory;
    private final List<String> properties;
    private final List<AutoCloseable> stores;
    final RedisServer redis;
    final int port = freePort();
    final int managementPort = freePort();

    private Jari(
            Box box,
            List<String> what,
            Path directory,
            List<String> properties,
            List<AutoCloseable> stores,
            RedisServer redis)
            throws Exception {
        this.box = box;
        this.directory = directory;
        this.properties = properties;
        this.stores = stores;
        this.redis = redis;
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(box.flags());
        command.addAll(what);
        command.addAll(properties);
        command.addAll(List.of("--server.port=" + port, "--management.server.port=" + managementPort));
        process = new ProcessBuilder(box.enter(command))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log-" + port).toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReadiness();
    }

    static Jari start(Engine engine) throws Exception {
        return start(engine, Box.large());
    }

    static Jari start(Engine engine, Box box) throws Exception {
        Path directory = Files.createTempDirectory("jari-bench");
        List<AutoCloseable> stores = new ArrayList<>();
        int redisPort = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("dir " + directory)
                .setting("save \"\"")
                .setting("appendonly yes")
                .build();
        redis.start();
        stores.add(() -> {
            if (redis.isActive()) {
                redis.stop();
            }
        });
        stores.add(() -> deleteAll(directory));
        java.util.Collections.swap(stores, 0, 1);
        List<String> properties = new ArrayList<>(List.of(
                "--jari.data-dir=" + directory.resolve("data"),
                "--jari.rate-limit.enabled=false",
                "--jari.live.sockets-per-user=1000",
                "--jari.reservation.max-open-per-customer=0",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + redisPort));
        properties.addAll(database(engine, directory, stores));
        return new Jari(box, PACKED, directory, properties, stores, redis);
    }

    /** A second instance on the same stores, without its security chain. */
    Jari withoutSecurity() throws Exception {
        List<String> classPath = List.of("-cp", "target/load:target/app/jari.jar", "NoSecurity");
        return new Jari(Box.large(), classPath, directory, properties, List.of(), redis);
    }

    /** A second instance on the same stores. */
    Jari another() throws Exception {
        return new Jari(Box.large(), PACKED, directory, properties, List.of(), redis);
    }

    /** What it has used of the processor since it was started. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String peak() throws IOException {
        return box.peak(process.pid());
    }

    /** What the process has in memory now, in bytes. */
    long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private static List<String> database(Engine engine, Path directory, List<AutoCloseable> stores) throws IOException {
        if (engine != Engine.POSTGRESQL) {
            return List.of("--jari.sqlite.synchronous=" + engine.synchronous);
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                // The embedded server's own default is off, which no production has.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        stores.add(server);
        return List.of(
                "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres");
    }

    private void awaitReadiness() throws Exception {
        byte[] request = Http.request("GET", "/actuator/health/readiness", "", "");
        for (int i = 0; i < 600; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "Jari did not start:\n" + Files.readString(directory.resolve("log-" + port)));
            }
            try (Http http = new Http(managementPort)) {
                if (http.send(request) == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Jari was not ready within a minute");
    }

    /** The value of one line of the server's metrics, or NaN. */
    double metric(String line) throws IOException {
        try (Http http = new Http(managementPort)) {
            http.send(Http.request("GET", "/actuator/prometheus", "", ""));
            return http.text()
                    .lines()
                    .filter(text -> text.startsWith(line + " "))
                    .mapToDouble(text -> Double.parseDouble(text.substring(text.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        box.close();
        for (AutoCloseable store : stores.reversed()) {
            store.close();
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Jari::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
