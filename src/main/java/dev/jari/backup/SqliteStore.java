package dev.jari.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** A file that others may be writing to. */
record SqliteStore(Path database) implements Store {
    static final String PREFIX = "jdbc:sqlite:";
    private static final int ANOTHER_PROCESS_MILLIS = 30_000;

    static SqliteStore of(String url) {
        return new SqliteStore(Path.of(
                url.substring(PREFIX.length()).replaceFirst("^file:", "").replaceFirst("\\?.*", "")));
    }

    @Override
    public String engine() {
        return "sqlite";
    }

    /**
     * One reading transaction writes a whole copy; writers go on beside it. SQLite's page-wise backup would begin anew whenever
     * another process writes, and end only when nobody does.
     */
    @Override
    public Map<String, Long> save(Path file) throws SQLException {
        if (!Files.isRegularFile(database)) {
            throw new Refusal("There is no database %s.".formatted(database));
        }
        try (Connection connection = open(database);
                PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
            copy.setString(1, file.toString());
            copy.execute();
        }
        return examine(file);
    }

    /** With its journals, which have longer names. */
    @Override
    public boolean owns(Path file) {
        return file.toAbsolutePath()
                .toString()
                .startsWith(database.toAbsolutePath().toString());
    }

    @Override
    public boolean isEmpty() {
        return !Files.exists(database);
    }

    @Override
    public Map<String, Long> load(Path file) throws IOException, SQLException {
        PrivateFiles.copy(file, database);
        return examine(database);
    }

    private static Map<String, Long> examine(Path file) throws SQLException {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("pragma quick_check(1)")) {
                check.next();
                if (!check.getString(1).equals("ok")) {
                    throw new Refusal("%s is damaged: %s".formatted(file, check.getString(1)));
                }
            }
            return Store.rows(connection, null);
        }
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(ANOTHER_PROCESS_MILLIS);
        return config.createConnection(PREFIX + file);
    }
}
