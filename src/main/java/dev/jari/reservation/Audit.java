package dev.jari.reservation;

import dev.jari.capacity.CellAudit;
import dev.jari.capacity.Slots;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Checks the books: every cell against the claims, every claim against its reservation. Behind {@code ./jari verify}. */
@Component
@Transactional(readOnly = true)
public class Audit {
    private static final int LISTED = 1000;

    private final CellAudit cells;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicLong overbooked;
    private final AtomicLong drift;

    Audit(CellAudit cells, JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
        this.cells = cells;
        this.jdbc = jdbc;
        this.clock = clock;
        this.overbooked = metrics.gauge("jari.overbooked.cells", new AtomicLong());
        this.drift = metrics.gauge("jari.cell.drift", new AtomicLong());
    }

    /** {@code wrongClaims}: claims that a reservation holds though it is over, or lacks though it stands. */
    public record Report(long reservations, long cells, long overbooked, long drift, long wrongClaims) {
        public boolean isClean() {
            return overbooked == 0 && drift == 0 && wrongClaims == 0;
        }

        @Override
        public String toString() {
            return "%d reservations, %d cells: %d over capacity, %d unlike their claims, %d reservations with wrong claims%s"
                    .formatted(reservations, cells, overbooked, drift, wrongClaims, isClean() ? " - all is well" : "");
        }
    }

    public Report report() {
        List<CellAudit.Finding> findings = cells.findings(Long.MIN_VALUE, LISTED);
        long over = findings.stream().filter(CellAudit.Finding::overbooked).count();
        return new Report(
                count("select count(*) from reservation"), cells.cells(), over, findings.size() - over, count("""
                        select count(*) from reservation r
                         where (r.state not in ('CANCELLED', 'REJECTED', 'EXPIRED'))
                            <> exists (select 1 from claim c where c.reservation_id = r.id and c.released = false)
                        """));
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Scheduled(initialDelay = 60, fixedDelay = 300, timeUnit = TimeUnit.SECONDS)
    void measure() {
        List<CellAudit.Finding> findings = cells.findings(Slots.at(clock.millis()), LISTED);
        long over = findings.stream().filter(CellAudit.Finding::overbooked).count();
        overbooked.set(over);
        drift.set(findings.size() - over);
    }
}
