package dev.jari.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

/** Rows of any table as files have them. */
public final class Rows {
    private static final int FETCHED_AT_ONCE = 500;

    private Rows() {}

    /** One after the other: a month need not fit into memory. */
    public static void read(JdbcClient.StatementSpec query, Consumer<Map<String, Object>> to) {
        query.withFetchSize(FETCHED_AT_ONCE).query(row -> {
            var columns = row.getMetaData();
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.put(JdbcUtils.lookupColumnName(columns, i), row.getObject(i));
            }
            to.accept(values);
        });
    }

    /** Rows whose key is there stay as they are. */
    public static void insert(JdbcClient jdbc, String table, List<Map<String, Object>> rows) {
        for (Map<String, Object> row : rows) {
            List<String> columns = List.copyOf(row.keySet());
            if (!columns.stream().allMatch(column -> column.matches("[a-z_]+"))) {
                throw new IllegalArgumentException("These are no columns: " + columns);
            }
            String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
            jdbc.sql("insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks
                            + ") on conflict do nothing")
                    .params(new ArrayList<>(row.values()))
                    .update();
        }
    }
}
