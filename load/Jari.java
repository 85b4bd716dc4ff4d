import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import redis.embedded.RedisServer;

/** The packed application as one process, on stores of its own, which are gone with it. */
final class Jari implements AutoCloseable {
    private static final List<String> PACKED = List.of("-jar", "target/app/jari.jar");

    private final Process process;
    private final ProcessHandle instance;
    private final Box box;
    final Stores stores;
    private final List<String> properties;
    private final Optional<Stores> own;
    final RedisServer redis;
    final int port = Stores.freePort();
    final int managementPort = Stores.freePort();

    private Jari(Box box, List<String> what, Stores stores, List<String> properties, Optional<Stores> own)
            throws Exception {
        this.box = box;
        this.stores = stores;
        this.properties = properties;
        this.own = own;
        this.redis = stores.redis();
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(box.flags());
        command.addAll(what);
        command.addAll(properties);
        command.addAll(List.of("--server.port=" + port, "--management.server.port=" + managementPort));
        process = new ProcessBuilder(box.enter(command))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        instance = box.instance(process);
        awaitReadiness();
    }

    static Jari start(Engine engine) throws Exception {
        return start(engine, Box.large());
    }

    static Jari start(Engine engine, Box box) throws Exception {
        Stores stores = Stores.start(engine);
        return new Jari(box, PACKED, stores, stores.properties(), Optional.of(stores));
    }

    /** A second instance on the same stores, without its security chain. */
    Jari withoutSecurity() throws Exception {
        List<String> classPath = List.of("-cp", "target/load:target/app/jari.jar", "NoSecurity");
        return new Jari(Box.large(), classPath, stores, properties, Optional.empty());
    }

    /** A second instance on the same stores. */
    Jari another(String... more) throws Exception {
        List<String> all = new ArrayList<>(properties);
        all.addAll(List.of(more));
        return new Jari(Box.large(), PACKED, stores, all, Optional.empty());
    }

    /** The database itself, beside the application. */
    Connection database() throws SQLException {
        return stores.database();
    }

    /** The hash of everybody's password: hashing takes long on purpose, and one will do for all. */
    String passwordHash(Connection connection) throws SQLException, IOException {
        String id = Api.register(port).at("/user/id").asString();
        try (PreparedStatement statement =
                connection.prepareStatement("select password_hash from users where id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** What {@code ./jari verify} says of the books. */
    static void verify(Stores stores) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(Bench.SERVER_FLAGS);
        command.addAll(PACKED);
        command.add("verify");
        command.addAll(stores.properties());
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        Bench.note("verify: exit code %d", code);
    }

    /** What it has used of the processor since it was started. */
    Duration cpu() {
        return instance.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String peak() throws IOException {
        return box.peak(instance.pid());
    }

    /** What its box has to find room for, in bytes. */
    long needed() throws IOException {
        return box.needed(instance.pid());
    }

    /** What the process has of its own, in bytes: not the files it has mapped, which the kernel takes back as it likes. */
    long memory() throws IOException {
        return memory("RssAnon") + memory("VmSwap");
    }

    /** A line of what the kernel says about the process, in bytes. */
    long memory(String name) throws IOException {
        return Box.kilobytes(instance.pid(), name) << 10;
    }

    /** Leaves in the heap what is needed. */
    void collectGarbage() throws Exception {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        Process collecting = new ProcessBuilder(jcmd, String.valueOf(instance.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collecting.waitFor() != 0) {
            throw new IllegalStateException("jcmd could not collect the garbage of " + instance.pid());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private Path log() {
        return stores.directory().resolve("log-" + port);
    }

    private void awaitReadiness() throws Exception {
        byte[] request = Http.request("GET", "/actuator/health/readiness", "", "");
        for (int i = 0; i < 3000; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Jari did not start:\n" + Files.readString(log()));
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
        throw new IllegalStateException("Jari was not ready within five minutes");
    }

    /** The value of one line of the server's metrics, or NaN. */
    double metric(String line) throws IOException {
        return metrics(line + " ").findFirst().orElse(Double.NaN);
    }

    /** The values of all lines that begin so. */
    DoubleStream metrics(String prefix) throws IOException {
        try (Http http = new Http(managementPort)) {
            http.send(Http.request("GET", "/actuator/prometheus", "", ""));
            return http.text()
                    .lines()
                    .filter(text -> text.startsWith(prefix))
                    .mapToDouble(text -> Double.parseDouble(text.substring(text.lastIndexOf(' ') + 1)));
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        box.close();
        if (own.isPresent()) {
            own.get().close();
        }
    }
}
