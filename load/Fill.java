import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A town in the database, written by the database itself (fill.sql): with --scale=1 100,000 people, 5,000 shops, a million bookings and a
 * million messages. Everybody's password is that of {@link Api}, and {@code ./jari verify} finds nothing wrong.
 */
final class Fill {
    static final double SCALE = Double.parseDouble(System.getProperty("scale", "0.1"));
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

    /** How many there are of each, and the time at which all of it was made. */
    record Town(Map<String, Object> values) {
        long count(String what) {
            return ((Number) values.get(what)).longValue();
        }
    }

    private Fill() {}

    static Town into(Connection connection, String passwordHash) throws SQLException, IOException {
        Map<String, Object> values = new HashMap<>();
        values.put("users", Math.round(100_000 * SCALE));
        values.put("shops", Math.round(5_000 * SCALE));
        values.put("bookings", Math.round(1_000_000 * SCALE));
        values.put("messages", Math.round(1_000_000 * SCALE));
        values.put("rooms", Math.round(50_000 * SCALE));
        values.put("now", Instant.now().toEpochMilli());
        values.put(
                "first",
                LocalDate.now(Bookings.ZONE)
                        .minusDays(1)
                        .atStartOfDay(Bookings.ZONE)
                        .toInstant()
                        .toEpochMilli());
        values.put("hash", passwordHash);
        long start = System.nanoTime();
        connection.setAutoCommit(false);
        for (String sql : statements(Path.of("load/fill.sql"))) {
            try (PreparedStatement statement = prepare(connection, sql, values)) {
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new SQLException(sql, e);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        Bench.note(
                "%d people, %d shops, %d bookings, %d messages in %.0f s",
                values.get("users"),
                values.get("shops"),
                values.get("bookings"),
                values.get("messages"),
                (System.nanoTime() - start) / 1e9);
        return new Town(values);
    }

    static List<String> statements(Path file) throws IOException {
        List<String> all = new ArrayList<>();
        for (String part : Files.readString(file).replaceAll("(?m)^--.*$", "").split(";")) {
            if (!part.isBlank()) {
                all.add(part.strip());
            }
        }
        return all;
    }

    /** Both drivers know question marks only. */
    static PreparedStatement prepare(Connection connection, String sql, Map<String, Object> values)
            throws SQLException {
        List<Object> inOrder = new ArrayList<>();
        String plain = NAME.matcher(sql).replaceAll(name -> {
            if (!values.containsKey(name.group(1))) {
                throw new IllegalArgumentException("no value for " + name.group());
            }
            inOrder.add(values.get(name.group(1)));
            return Matcher.quoteReplacement(inOrder.getLast() instanceof Long ? "cast(? as bigint)" : "?");
        });
        PreparedStatement statement = connection.prepareStatement(plain);
        for (int i = 0; i < inOrder.size(); i++) {
            statement.setObject(i + 1, inOrder.get(i));
        }
        return statement;
    }
}
