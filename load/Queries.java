import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each hot query (queries.sql) in a full town: its plan and its time without the index that is there for it, or with the text it had before,
 * and now. One connection, no application in between.
 */
final class Queries {
    private static final long EACH_NANOS = 1_000_000_000L;
    private static final int MOST = 300;

    private Queries() {}

    private record Query(String name, List<String> without, String before, String now) {}

    static void run(Engine engine) throws Exception {
        try (Stores stores = Stores.start(engine);
                Connection connection = stores.withTables()) {
            Fill.Town town = Fill.into(connection, "");
            Map<String, Object> values = values(town);
            System.out.printf(
                    "%n| query, %s | before ms | now ms | plan before | plan now |%n|---|---|---|---|---|%n", engine);
            for (Query query : queries()) {
                measure(connection, engine, query, values);
            }
            Jari.verify(stores);
        }
    }

    private static Map<String, Object> values(Fill.Town town) {
        long shop = town.count("shops") / 2;
        long now = town.count("now");
        long today = town.count("first") + 86_400_000;
        long guest = town.count("rooms") / 2;
        Map<String, Object> values = new HashMap<>(town.values());
        values.put("email", "user" + guest + "@load.example");
        values.put("session", id(2, guest));
        values.put("recently", now - 30_000);
        values.put("shop", id(3, shop));
        values.put("customer", id(1, shop * 7919 % town.count("users")));
        values.put("guest", id(1, guest));
        values.put("owner", id(1, town.count("users") - 1));
        values.put("today", today);
        values.put("tomorrow", today + 86_400_000);
        values.put("fromcell", today / 300_000);
        values.put("tocell", today / 300_000 + 7 * 288);
        for (int i = 0; i < 4; i++) {
            values.put(
                    "room" + "abcd".charAt(i),
                    "00000000-0004-7000-8" + i + id(3, shop).substring(21));
        }
        values.put("room", id(8, guest));
        values.put("message", "00000000-0009-7000-8007-" + id(8, guest).substring(24));
        return values;
    }

    static String id(int kind, long number) {
        return String.format(Locale.ROOT, "00000000-%04x-7000-8000-%012d", kind, number);
    }

    private static List<Query> queries() throws IOException {
        List<Query> all = new ArrayList<>();
        for (String part : Files.readString(Path.of("load/queries.sql")).split("-- name ")) {
            List<String> lines = part.lines().toList();
            if (part.startsWith("--")) {
                continue;
            }
            List<String> without = lines.stream()
                    .filter(line -> line.startsWith("-- without "))
                    .flatMap(line -> Arrays.stream(line.substring(11).split(", ")))
                    .toList();
            String[] texts = part.substring(part.indexOf('\n')).split("-- after");
            all.add(new Query(
                    lines.getFirst(), without, texts.length > 1 ? sql(texts[0]) : "", sql(texts[texts.length - 1])));
        }
        return all;
    }

    private static String sql(String text) {
        return text.replaceAll("(?m)^--.*$", "").replace(";", "").strip();
    }

    private static void measure(Connection connection, Engine engine, Query query, Map<String, Object> values)
            throws SQLException {
        String[] before = {"", ""};
        if (!query.without.isEmpty()) {
            List<String> definitions = new ArrayList<>();
            for (String index : query.without) {
                definitions.add(definition(connection, engine, index));
                execute(connection, "drop index " + index);
            }
            before = figures(connection, engine, query.now, values);
            for (String definition : definitions) {
                execute(connection, definition);
            }
        } else if (!query.before.isEmpty()) {
            before = figures(connection, engine, query.before, values);
        }
        String[] now = figures(connection, engine, query.now, values);
        System.out.printf("| %s | %s | %s | %s | %s |%n", query.name, before[0], now[0], before[1], now[1]);
    }

    /** The median time in ms, and the plan in short. */
    private static String[] figures(Connection connection, Engine engine, String sql, Map<String, Object> values)
            throws SQLException {
        String plan = plan(connection, engine, sql, values);
        List<Long> nanos = new ArrayList<>();
        try (PreparedStatement statement = Fill.prepare(connection, sql, values)) {
            long end = System.nanoTime() + EACH_NANOS;
            do {
                long start = System.nanoTime();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
                nanos.add(System.nanoTime() - start);
            } while (System.nanoTime() < end && nanos.size() < MOST);
        }
        // The first ones warm up.
        List<Long> warm =
                nanos.subList(nanos.size() / 3, nanos.size()).stream().sorted().toList();
        return new String[] {String.format(Locale.ROOT, "%.2f", warm.get(warm.size() / 2) / 1e6), plan};
    }

    private static String plan(Connection connection, Engine engine, String sql, Map<String, Object> values)
            throws SQLException {
        boolean postgresql = engine == Engine.POSTGRESQL;
        List<String> lines = new ArrayList<>();
        String explain = postgresql ? "explain (costs off) " : "explain query plan ";
        try (PreparedStatement statement = Fill.prepare(connection, explain + sql, values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(postgresql ? 1 : 4).strip());
            }
        }
        if (Boolean.getBoolean("plans")) {
            lines.forEach(line -> Bench.note("%s", line));
        }
        return lines.stream()
                .filter(line ->
                        line.matches("(->\\s+)?(.*Scan.*|Sort|Incremental Sort|SCAN .*|SEARCH .*|USE TEMP B-TREE .*)"))
                .map(line -> line.replaceFirst("->\\s+", "")
                        .replaceFirst(" using (?=\\S+ on )", " ")
                        .replace("USE TEMP B-TREE", "SORT"))
                .collect(Collectors.joining("; "));
    }

    private static String definition(Connection connection, Engine engine, String index) throws SQLException {
        String sql = engine == Engine.POSTGRESQL
                ? "select indexdef from pg_indexes where indexname = ?"
                : "select sql from sqlite_master where name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, index);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
