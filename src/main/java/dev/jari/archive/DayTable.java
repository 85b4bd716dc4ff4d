package dev.jari.archive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of which each row belongs to a {@code day}. */
public final class DayTable implements Archivable {
    private final JdbcClient jdbc;
    private final String name;
    private final String table;
    private final String key;
    private final Supplier<LocalDate> oldest;

    /** {@code key}: the columns of the primary key, beginning with the day; {@code oldest}: the first day whose month stays. */
    public DayTable(JdbcClient jdbc, String name, String table, String key, Supplier<LocalDate> oldest) {
        this.jdbc = jdbc;
        this.name = name;
        this.table = table;
        this.key = key;
        this.oldest = oldest;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Span> due(String from) {
        return jdbc.sql("select day from " + table + " where day >= ? order by day limit 1")
                .param(from)
                .query(String.class)
                .optional()
                .map(day -> YearMonth.from(LocalDate.parse(day)))
                .filter(month -> month.isBefore(YearMonth.from(oldest.get())))
                .map(month -> new Span(
                        month.toString(),
                        month.atDay(1).toString(),
                        month.plusMonths(1).atDay(1).toString()));
    }

    @Override
    public void read(Span span, Consumer<Map<String, Object>> to) {
        Rows.read(
                jdbc.sql("select * from " + table + " where day >= ? and day < ? order by " + key)
                        .params(span.from(), span.to()),
                to);
    }

    @Override
    public int remove(Span span, int limit) {
        return jdbc.sql("delete from " + table + " where (" + key + ") in (select " + key + " from " + table
                        + " where day >= ? and day < ? order by day limit ?)")
                .params(span.from(), span.to(), limit)
                .update();
    }

    @Override
    public void restore(List<Map<String, Object>> rows) {
        Rows.insert(jdbc, table, rows);
    }
}
