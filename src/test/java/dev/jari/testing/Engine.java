package dev.jari.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The two databases on which each suite runs: {@code @ParameterizedClass @EachEngine}. */
public enum Engine {
    SQLITE {
        @Override
        List<String> freshDatabase(Path dataDir) {
            return List.of();
        }
    },
    POSTGRESQL {
        @Override
        List<String> freshDatabase(Path dataDir) {
            String name = "jari_" + DATABASES.incrementAndGet();
            try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return List.of(
                    "spring.datasource.url=" + Postgres.SERVER.getJdbcUrl("postgres", name),
                    "spring.datasource.username=postgres",
                    "spring.datasource.password=postgres");
        }
    };

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Properties that point an application at a new, empty database. */
    abstract List<String> freshDatabase(Path dataDir);

    /** One server for the whole test run, started by the first test that needs it. */
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createTempDirectory("jari-postgres"))
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
