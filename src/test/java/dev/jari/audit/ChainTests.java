package dev.jari.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nobody changes what happened without its being seen. */
@ParameterizedClass
@EachEngine
class ChainTests {
    private final App app;
    private final Audit audit;
    private final Chain chain;

    ChainTests(Engine engine) {
        app = App.on(engine);
        audit = app.bean(Audit.class);
        chain = app.bean(Chain.class);
    }

    @Test
    void isIntactAsItIsWritten() {
        afterSixLines((before, report) -> {
            assertThat(report.lines()).isEqualTo(before + 6);
            assertThat(report.isIntact()).as(report::toString).isTrue();
        });
    }

    @Test
    void tellsTheFirstLineThatWasChanged() {
        changed(3, "update audit_line set details = '{}' where seq = {3}");
        changed(4, "update audit_line set user_id = 'u9' where seq = {4}");
        changed(2, "update audit_line set user_id = null where seq = {2}");
        changed(1, "update audit_line set at = at + 1 where seq = {1}");
        changed(6, "update audit_line set type = 'signed_out' where seq = {6}");
        changed(5, "update audit_line set hash = previous_hash where seq = {5}");
        changed(2, "update audit_line set details = '{}' where seq = {2} or seq = {4}");
    }

    private void changed(int line, String sql) {
        afterSixLines(
                (before, report) -> {
                    assertThat(report.fault()).isEqualTo("line %d was changed", before + line);
                    assertThat(report.lines()).isEqualTo(before + line - 1);
                },
                sql);
    }

    @Test
    void seesThatLinesAreMissing() {
        afterSixLines(
                (before, report) -> assertThat(report.fault()).isEqualTo("line %d is missing", before + 2),
                "delete from audit_line where seq = {2}");
        for (String end : List.of(
                "delete from audit_line where seq = {6}",
                "delete from audit_line where seq > {3}",
                "update audit_head set seq = seq - 1 where id = 1",
                "delete from audit_line")) {
            afterSixLines((before, report) -> assertThat(report.fault()).contains("its end is missing"), end);
        }
    }

    @Test
    void seesLinesThatChangedPlaces() {
        afterSixLines(
                (before, report) ->
                        assertThat(report.fault()).isEqualTo("line %d does not follow the line before it", before + 3),
                "update audit_line set seq = -1 where seq = {3}",
                "update audit_line set seq = {3} where seq = {4}",
                "update audit_line set seq = {4} where seq = -1");
    }

    @Test
    void isOneOrderOverAllInstances() {
        try (App other = app.another()) {
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 60; i++) {
                    Audit writer = i % 2 == 0 ? audit : other.bean(Audit.class);
                    people.execute(() -> writer.record("signed_in", "one-order", Map.of()));
                }
            }
            assertThat(audit.latest(AuditStore.Filter.of("one-order"), Long.MAX_VALUE, 100))
                    .hasSize(60);
            assertThat(chain.verify().isIntact())
                    .as(() -> chain.verify().toString())
                    .isTrue();
        }
    }

    @Test
    void forgetsWhatWasRolledBack() {
        assertThatThrownBy(() -> transaction().executeWithoutResult(transaction -> {
                    audit.record("banned", "rolled-back", Map.of());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(audit.latest(AuditStore.Filter.of("rolled-back"), Long.MAX_VALUE, 1))
                .isEmpty();
        assertThat(chain.verify().isIntact()).isTrue();
    }

    /** Writes lines, tampers with them, looks, and takes all of it back. */
    private void afterSixLines(BiConsumer<Long, Chain.Report> look, String... tampering) {
        transaction().executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            long before = 0;
            for (int i = 1; i <= 6; i++) {
                audit.record("signed_in", i % 2 == 0 ? "u" + i : null, Map.of("b", "2", "a", "자리\n" + i));
                before = audit.latest(AuditStore.Filter.of(null), Long.MAX_VALUE, 1)
                                .getFirst()
                                .seq()
                        - i;
            }
            for (String sql : tampering) {
                app.bean(JdbcClient.class).sql(numbered(sql, before)).update();
            }
            look.accept(before, chain.verify());
        });
    }

    private static String numbered(String sql, long before) {
        String numbered = sql;
        for (int i = 1; i <= 6; i++) {
            numbered = numbered.replace("{" + i + "}", Long.toString(before + i));
        }
        return numbered;
    }

    private TransactionTemplate transaction() {
        return app.bean(TransactionTemplate.class);
    }
}
