package dev.jari.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place with a database that somebody is writing to, a key and an archive. */
class BackupsTest {
    @TempDir
    Path home;

    private Path data;
    private Path database;

    @BeforeEach
    void furnish() throws IOException, SQLException {
        data = Files.createDirectory(home.resolve("data"));
        database = data.resolve("jari.db");
        Files.writeString(data.resolve("master.key"), "the key");
        Files.writeString(Files.createDirectories(data.resolve("archive/2026")).resolve("events.gz"), "old events");
        Files.writeString(Files.createDirectories(data.resolve("redis")).resolve("appendonly.aof"), "forgettable");
        run("pragma journal_mode = wal", "create table booking (id integer)", "insert into booking values (1), (2)");
    }

    @Test
    void whatIsCommittedWhenItBeginsIsInIt() throws Exception {
        try (Connection writer = open(database);
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into booking values (3)");
            Path backup = of(data).take(home.resolve("backups"));
            statement.execute("insert into booking values (4)");
            writer.commit();

            Path place = home.resolve("place");
            assertThat(of(place).restore(backup)).contains("booking=2");
            assertThat(count(place.resolve("jari.db"))).isEqualTo(2);
            assertThat(place.resolve("master.key")).hasContent("the key");
            assertThat(place.resolve("archive/2026/events.gz")).hasContent("old events");
            assertThat(place.resolve("redis")).doesNotExist();
        }
        assertThat(count(database)).isEqualTo(4);
    }

    @Test
    void theManifestCanBeCheckedWithoutUs() throws Exception {
        Path backup = of(data).take(home.resolve("backups"));
        int code = new ProcessBuilder("sha256sum", "--check", "--quiet", "--strict", "MANIFEST")
                .directory(backup.toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @Test
    void aBackupThatIsNotWholeIsRefusedAndNothingIsTouched() throws Exception {
        Path backup = of(data).take(home.resolve("backups"));
        Path manifest = backup.resolve("MANIFEST");
        String good = Files.readString(manifest);

        Files.writeString(manifest, good.lines().skip(1).reduce("", (all, line) -> all + line + "\n"));
        refuses(backup, "damaged");
        Files.writeString(manifest, good.replaceFirst("# rows booking 2", "# rows booking 1"));
        refuses(backup, "damaged");
        Files.writeString(manifest, good);

        Files.writeString(backup.resolve("files/more"), "somebody's");
        refuses(backup, "files/more");
        Files.delete(backup.resolve("files/more"));

        Files.delete(backup.resolve("files/archive/2026/events.gz"));
        refuses(backup, "files/archive/2026/events.gz");
        refuses(home, "no backup");
    }

    private void refuses(Path backup, String why) {
        Path place = home.resolve("place");
        assertThatThrownBy(() -> of(place).restore(backup))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
        assertThat(place).doesNotExist();
    }

    @Test
    void nothingIsRestoredOverSomething() throws Exception {
        Path backup = of(data).take(home.resolve("backups"));
        assertThatThrownBy(() -> of(data).restore(backup)).hasMessageContaining("nothing was restored");
        Path place = home.resolve("place");
        assertThatThrownBy(() -> new Backups(
                                new SqliteStore(database), place, place.resolve("master.key"), Clock.systemUTC())
                        .restore(backup))
                .hasMessageContaining("nothing was restored");
        Path key = Files.writeString(home.resolve("another.key"), "another key");
        assertThatThrownBy(() -> new Backups(new SqliteStore(place.resolve("jari.db")), place, key, Clock.systemUTC())
                        .restore(backup))
                .hasMessageContaining("another key");
    }

    @Test
    void withoutTheKeyOrTheDatabaseThereIsNoBackup() throws IOException {
        Files.move(database, home.resolve("elsewhere"));
        assertThatThrownBy(() -> of(data).take(home.resolve("backups"))).hasMessageContaining("no database");
        Files.delete(data.resolve("master.key"));
        assertThatThrownBy(() -> of(data).take(home.resolve("backups"))).hasMessageContaining("master key");
        assertThat(home.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void backupsInTheDataDirectoryDoNotHoldEachOther() throws IOException {
        Path target = data.resolve("backups");
        of(data).take(target);
        Path second = new Backups(
                        new SqliteStore(database),
                        data,
                        data.resolve("master.key"),
                        Clock.offset(Clock.systemUTC(), java.time.Duration.ofMinutes(1)))
                .take(target);
        assertThat(second.resolve("files/backups")).doesNotExist();
    }

    private static Backups of(Path place) {
        return new Backups(
                new SqliteStore(place.resolve("jari.db")), place, place.resolve("master.key"), Clock.systemUTC());
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection(SqliteStore.PREFIX + file);
    }

    private void run(String... sql) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private static int count(Path file) throws SQLException {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from booking")) {
            return result.getInt(1);
        }
    }
}
