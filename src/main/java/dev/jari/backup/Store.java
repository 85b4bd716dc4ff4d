package dev.jari.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A database that can be written to one file as it stands at a moment, and made from such a file. */
sealed interface Store permits SqliteStore, PostgresStore {

    /** Also the name of the file in a backup: {@code sqlite} or {@code postgresql}. */
    String engine();

    /** Answers the rows of each table in the file. */
    Map<String, Long> save(Path file) throws IOException, SQLException;

    /** Whether this file is the database, or part of it. */
    boolean owns(Path file);

    boolean isEmpty() throws IOException, SQLException;

    /** Answers the rows of each table in the database. */
    Map<String, Long> load(Path file) throws IOException, SQLException;

    static Map<String, Long> rows(Connection connection, @Nullable String schema) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                rows.put(tables.getString("TABLE_NAME"), 0L);
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Long> table : rows.entrySet()) {
                try (ResultSet count = statement.executeQuery("select count(*) from \"" + table.getKey() + "\"")) {
                    count.next();
                    table.setValue(count.getLong(1));
                }
            }
        }
        return rows;
    }
}
