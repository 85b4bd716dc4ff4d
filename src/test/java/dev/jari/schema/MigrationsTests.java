package dev.jari.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration of two tables beside somebody who uses them, on a real PostgreSQL. */
class MigrationsTests {
    private static EmbeddedPostgres server;

    @TempDir
    private Path migrations;

    private final Migrations besideOthers = new Migrations(new Migrations.Settings(true));

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void twoTables() throws SQLException {
        execute("drop schema public cascade; create schema public; create table a (id int); create table b (id int)");
    }

    private Flyway flyway(String sql) throws IOException {
        Files.writeString(migrations.resolve("V1__change.sql"), sql);
        return Flyway.configure()
                .dataSource(server.getPostgresDatabase())
                .locations("filesystem:" + migrations)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The tables are taken the other way round: without a time for each lock, PostgreSQL would end one of the two. */
    @Test
    void givesATableUpBeforePostgresEndsARequestForIt() throws Exception {
        Flyway flyway = flyway("alter table a add column b text; alter table b add column c text");
        try (Connection request = server.getPostgresDatabase().getConnection();
                Statement statement = request.createStatement()) {
            request.setAutoCommit(false);
            statement.execute("insert into b values (1)");
            CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> besideOthers.migrate(flyway));
            for (int i = 0; i < 15; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                statement.execute("insert into a values (1)");
            }
            assertThat(migration).isNotDone();
            request.commit();
            migration.get(30, TimeUnit.SECONDS);
        }
        execute("insert into a (b) values ('there')");
        execute("insert into b (c) values ('there')");
    }

    @Test
    void isNotTriedAgainWhenItIsWrong() throws IOException {
        Flyway flyway = flyway("alter table nowhere add column b text");
        assertThatThrownBy(() -> besideOthers.migrate(flyway))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("nowhere");
    }
}
