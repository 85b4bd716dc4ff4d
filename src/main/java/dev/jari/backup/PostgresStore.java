package dev.jari.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database of a server, by way of PostgreSQL's own programs, which know all that a schema can hold. */
record PostgresStore(String url, String user, String password) implements Store {
    static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern SSL_MODE = Pattern.compile("[?&](sslmode=[a-z-]+)");

    @Override
    public String engine() {
        return "postgresql";
    }

    /** The rows are counted in the very snapshot that is dumped. */
    @Override
    public Map<String, Long> save(Path file) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            String snapshot = text(statement, "select pg_export_snapshot()");
            run(
                    "pg_dump",
                    "--format=custom",
                    "--no-owner",
                    "--no-privileges",
                    "--snapshot=" + snapshot,
                    "--file=" + file);
            return Store.rows(connection, connection.getSchema());
        }
    }

    @Override
    public boolean owns(Path file) {
        return false;
    }

    @Override
    public boolean isEmpty() throws SQLException {
        try (Connection connection = connect()) {
            return Store.rows(connection, connection.getSchema()).isEmpty();
        }
    }

    @Override
    public Map<String, Long> load(Path file) throws IOException, SQLException {
        run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", file.toString());
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // Without figures about the new tables the first plans would be bad ones.
            statement.execute("analyze");
            return Store.rows(connection, connection.getSchema());
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Who is in the environment: a password in the arguments could be read by everybody on the machine. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "--no-password", "--dbname=" + place()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PGUSER", user);
        builder.environment().put("PGPASSWORD", password);
        int code = end(start(builder, program));
        if (code != 0) {
            throw new Refusal("%s ended with %d; what it said is above.".formatted(program, code));
        }
    }

    /** The URL as PostgreSQL's programs read it, without the driver's own parameters. */
    private String place() {
        Matcher mode = SSL_MODE.matcher(url);
        return url.substring("jdbc:".length()).replaceFirst("\\?.*", "") + (mode.find() ? "?" + mode.group(1) : "");
    }

    private static Process start(ProcessBuilder builder, String program) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Refusal(
                    "%s cannot be started (%s). Install PostgreSQL's client programs, at least as new as the server (Debian: apt-get install postgresql-client)."
                            .formatted(program, e));
        }
    }

    private static int end(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
