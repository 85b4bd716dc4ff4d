import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.flywaydb.core.Flyway;
import redis.embedded.RedisServer;

/** A directory, a Redis and a database, and the settings that lead to them. */
record Stores(Path directory, RedisServer redis, Optional<EmbeddedPostgres> postgres, List<String> properties)
        implements AutoCloseable {

    static Stores start(Engine engine) throws IOException {
        Path directory = Files.createTempDirectory("jari-bench");
        int redisPort = freePort();
        RedisServer redis = redis(redisPort, directory);
        redis.start();
        List<String> properties = new ArrayList<>(List.of(
                "--jari.data-dir=" + directory.resolve("data"),
                "--jari.rate-limit.enabled=false",
                "--jari.live.sockets-per-user=1000",
                "--jari.reservation.max-open-per-customer=0",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + redisPort));
        if (engine != Engine.POSTGRESQL) {
            properties.add("--jari.sqlite.synchronous=" + engine.synchronous);
            return new Stores(directory, redis, Optional.empty(), properties);
        }
        EmbeddedPostgres server = postgres(directory);
        properties.addAll(List.of(
                "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres"));
        return new Stores(directory, redis, Optional.of(server), properties);
    }

    private static RedisServer redis(int port, Path directory) throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("dir " + directory)
                .setting("save \"\"")
                .setting("appendonly yes")
                .build();
    }

    private static EmbeddedPostgres postgres(Path directory) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                // The embedded server's own default is off, which no production has.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** With the schema, where no application has made it. */
    Connection withTables() throws SQLException, IOException {
        Files.createDirectories(directory.resolve("data"));
        String url = postgres.isPresent()
                ? postgres.get().getJdbcUrl("postgres", "postgres")
                : "jdbc:sqlite:" + directory.resolve("data/jari.db");
        Flyway.configure()
                .dataSource(url, "postgres", "postgres")
                .locations("filesystem:src/main/resources/db/migration")
                .load()
                .migrate();
        return database();
    }

    Connection database() throws SQLException {
        return postgres.isPresent()
                ? postgres.get().getPostgresDatabase().getConnection()
                : DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/jari.db"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (postgres.isPresent()) {
            postgres.get().close();
        }
        if (redis.isActive()) {
            redis.stop();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Stores::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
