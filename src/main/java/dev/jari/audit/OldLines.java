package dev.jari.audit;

import dev.jari.archive.Archivable;
import dev.jari.archive.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The log's beginning goes to the archive. The chain is cut only there, and its head knows the number and hash of the last line that
 * is gone: the rest is as provable as before, and files that are put back must fit on.
 */
@Component
class OldLines implements Archivable {
    private static final Period KEPT = Period.ofMonths(13);

    private final JdbcClient jdbc;
    private final Clock clock;

    OldLines(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Optional<Span> due(String from) {
        long first = from.isEmpty() ? 1 : Long.parseLong(from);
        return jdbc.sql("select seq, at from audit_line where seq >= ? order by seq limit 1")
                .param(first)
                .query((row, number) -> span(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
                .optional()
                .flatMap(span -> span);
    }

    /** Clocks differ, numbers do not: a span ends before the first line of another month. */
    private Optional<Span> span(long first, Instant at) {
        YearMonth month = YearMonth.from(at.atZone(ZoneOffset.UTC));
        LocalDate oldest = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minus(KEPT);
        if (!month.isBefore(YearMonth.from(oldest))) {
            return Optional.empty();
        }
        long end = month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        return jdbc.sql("select seq from audit_line where seq > ? and at >= ? order by seq limit 1")
                .params(first, end)
                .query(Long.class)
                .optional()
                .or(() -> jdbc.sql("select seq + 1 from audit_head where id = 1")
                        .query(Long.class)
                        .optional())
                .map(next -> new Span(month.toString(), Long.toString(first), Long.toString(next)));
    }

    @Override
    public void read(Span span, Consumer<Map<String, Object>> to) {
        Rows.read(
                jdbc.sql("select * from audit_line where seq >= ? and seq < ? order by seq")
                        .params(Long.parseLong(span.from()), Long.parseLong(span.to())),
                to);
    }

    /** The head moves with what is gone. Whoever writes a line at the same time waits for it. */
    @Override
    public int remove(Span span, int limit) {
        long gone = jdbc.sql("update audit_head set seq = seq where id = 1 returning archived_seq")
                .query(Long.class)
                .single();
        long last = Math.min(gone + limit, Long.parseLong(span.to()) - 1);
        if (gone + 1 < Long.parseLong(span.from()) || last <= gone) {
            return 0;
        }
        jdbc.sql("""
                        update audit_head set archived_seq = :last,
                               archived_hash = (select hash from audit_line where seq = :last) where id = 1
                        """).param("last", last).update();
        return jdbc.sql("delete from audit_line where seq <= ?").param(last).update();
    }

    /** Not yet part of the chain. */
    @Override
    public void restore(List<Map<String, Object>> rows) {
        Rows.insert(jdbc, "audit_line", rows);
    }

    @Override
    public void restored(Span span) {
        long first = Long.parseLong(span.from());
        int fits = jdbc.sql("""
                        update audit_head set archived_seq = :first - 1,
                               archived_hash = (select previous_hash from audit_line where seq = :first)
                         where id = 1 and archived_seq >= :first and archived_seq < :to
                           and (select count(*) from audit_line where seq >= :first and seq <= archived_seq) = archived_seq - :first + 1
                        """)
                .param("first", first)
                .param("to", Long.parseLong(span.to()))
                .update();
        if (fits == 0 && archivedSeq() >= first) {
            throw new IllegalStateException(
                    "Restore the later months of the audit log first: its lines are one chain.");
        }
    }

    private long archivedSeq() {
        return jdbc.sql("select archived_seq from audit_head where id = 1")
                .query(Long.class)
                .single();
    }
}
