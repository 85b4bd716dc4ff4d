package dev.jari.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.audit.Chain;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Jobs;
import dev.jari.testing.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What leaves the tables for files comes back as it was. */
@ParameterizedClass
@EachEngine
class ArchiveTests {
    private final App app;
    private final JdbcClient jdbc;

    ArchiveTests(Engine engine) {
        app = App.startWith(MovableClock.class, engine);
        jdbc = app.bean(JdbcClient.class);
    }

    @AfterEach
    void close() {
        app.close();
    }

    /** An operator must sign in anew after years. */
    private void archiveAfter(Duration time) {
        app.bean(MovableClock.class).forward(time);
        Jobs.of(app).completed("archive");
    }

    private List<Map<String, Object>> rows(String table, String where) {
        return new ArrayList<>(jdbc.sql("select * from " + table + " where " + where + " order by 1, 2, 3")
                .query()
                .listOfRows());
    }

    private int command(String... words) {
        return app.bean(ArchiveCommand.class).run(List.of(words));
    }

    private void figures() {
        jdbc.sql("""
                        with recursive n (i) as (select 1 union all select i + 1 from n where i < 2500)
                        insert into booking_statistics (business_id, day, service_id, hour, bookings, cancelled, no_shows, guests,
                                                        lead_minutes, revenue, price, currency)
                        select 'b' || i, case when i % 2 = 0 then '2020-01-31' else '2020-02-01' end, 's', i % 24, i, 0, 1, i, 60,
                               30000, case when i % 3 = 0 then null else 30000 end, 'KRW' from n
                        """).update();
        jdbc.sql("insert into system_statistics values ('2020-02-02', 1, 2, 3, 4, 5)")
                .update();
    }

    @Test
    void archivedRowsAreRestoredAsTheyWere() throws IOException {
        figures();
        for (int i = 0; i < 5; i++) {
            app.api().registered("person");
        }
        List<Map<String, Object>> figures = rows("booking_statistics", "true");
        List<Map<String, Object>> lines = rows("audit_line", "true");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(5);

        archiveAfter(Duration.ofDays(450));
        assertThat(rows("booking_statistics", "true")).isEmpty();
        assertThat(rows("system_statistics", "day < '2021'")).isEmpty();
        assertThat(rows("audit_line", "seq <= " + lines.size())).isEmpty();
        assertThat(app.bean(Chain.class).verify())
                .matches(Chain.Report::isIntact)
                .matches(report -> report.lines() > lines.size());
        assertThat(command("list")).isZero();
        assertThat(command("verify")).isZero();
        assertThat(checksums()).isNotEmpty().isEqualTo(manifest());
        Map<String, String> files = checksums();

        assertThat(command("restore", "all")).isZero();
        assertThat(rows("booking_statistics", "true")).isEqualTo(figures);
        assertThat(rows("audit_line", "seq <= " + lines.size())).isEqualTo(lines);
        assertThat(app.bean(Chain.class).verify()).matches(Chain.Report::isIntact);

        archiveAfter(Duration.ofDays(1));
        assertThat(rows("booking_statistics", "true")).hasSameSizeAs(figures);
        archiveAfter(Duration.ofDays(31));
        assertThat(rows("booking_statistics", "true")).isEmpty();
        assertThat(rows("audit_line", "seq <= " + lines.size())).isEmpty();
        assertThat(app.bean(Chain.class).verify()).matches(Chain.Report::isIntact);
        assertThat(checksums()).isEqualTo(files);
    }

    @Test
    void rowsStayUntilTheirFileIsKeptAndABrokenFileIsNotBelieved() throws IOException {
        figures();
        List<Map<String, Object>> figures = rows("booking_statistics", "true");
        Path directory = app.dataDir().resolve("archive");
        Files.writeString(directory, "in the way");
        assertThat(Jobs.of(app).run("archive").get("state").asString()).isEqualTo("FAILED");
        assertThat(rows("booking_statistics", "true")).isEqualTo(figures);

        Files.delete(directory);
        Jobs.of(app).completed("archive");
        Path file = directory.resolve("booking-statistics-2020-01.jsonl.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(command("verify")).isEqualTo(1);
        assertThat(command("restore", "booking-statistics-2020-01")).isEqualTo(1);
        assertThat(rows("booking_statistics", "true")).isEmpty();
        assertThat(command("restore", "booking-statistics-2020-02")).isZero();
        assertThat(rows("booking_statistics", "true")).hasSize(1250);
        assertThat(command("restore", "nothing")).isEqualTo(64);
        assertThat(command("burn")).isEqualTo(64);
    }

    private Map<String, String> checksums() throws IOException {
        Map<String, String> sums = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.list(app.dataDir().resolve("archive"))) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".gz")) {
                    sums.put(file.getFileName().toString(), Lines.sha256(file));
                }
            }
        }
        return sums;
    }

    private Map<String, String> manifest() throws IOException {
        Map<String, String> sums = new java.util.TreeMap<>();
        for (String line : Files.readAllLines(app.dataDir().resolve("archive/MANIFEST"))) {
            sums.put(line.substring(66), line.substring(0, 64));
        }
        return sums;
    }
}
