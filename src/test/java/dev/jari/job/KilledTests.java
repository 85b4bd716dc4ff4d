package dev.jari.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Instance;
import dev.jari.testing.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} while four thousand shops are counted: the rest is counted later, and nothing twice. */
@ParameterizedClass
@EachEngine
class KilledTests {
    private static final int SHOPS = 4_000;
    private static final int BOOKINGS = 10;
    private static final String JOB = "daily-statistics";

    private final Engine engine;

    KilledTests(Engine engine) {
        this.engine = engine;
    }

    @Test
    void everyBookingIsCountedOnceAlsoWhenTheProcessIsKilled() {
        try (Instance instance = Instance.start(
                engine,
                "jari.jobs.scheduled=false",
                "jari.jobs.lease=3s",
                "jari.admin.email=op@example.com",
                "jari.admin.password=" + Api.PASSWORD)) {
            JdbcClient database = instance.database();
            seed(database);
            Jobs jobs = new Jobs(Jobs.signedIn(instance.api(), "op@example.com"));
            jobs.operator().post("/api/admin/jobs/" + JOB + "/runs").expect(202);
            int before = counted(database);
            Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
            while (before < SHOPS / 10 && Instant.now().isBefore(deadline)) {
                before = counted(database);
            }
            instance.kill();
            int done = counted(database);
            assertThat(done).isBetween(SHOPS / 10, SHOPS - 1);

            instance.restart();
            JsonNode rest = jobs.completed(JOB);
            assertThat(rest.at("/steps/0/items").asInt()).isLessThanOrEqualTo(SHOPS - done);
            assertThat(counted(database)).isEqualTo(SHOPS);
            assertThat(jobs.operator()
                            .get("/api/admin/jobs/" + JOB + "/runs")
                            .expect(200)
                            .json()
                            .at("/items/1/state")
                            .asString())
                    .isEqualTo("FAILED");
            assertThat(sums(database)).isEqualTo(List.of((long) SHOPS * BOOKINGS, (long) SHOPS * BOOKINGS * 10));
        }
    }

    private static int counted(JdbcClient database) {
        return database.sql("select count(*) from statistics_progress")
                .query(Integer.class)
                .single();
    }

    private static List<Long> sums(JdbcClient database) {
        return database.sql("select sum(bookings), sum(revenue) from booking_statistics")
                .query((row, number) -> List.of(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Of each shop one day, yesterday or the day before by its zone. */
    private static void seed(JdbcClient database) {
        long start = System.currentTimeMillis() - Duration.ofHours(36).toMillis();
        String shops = "with recursive n (i) as (select 1 union all select i + 1 from n where i < " + SHOPS + ") ";
        database.sql(shops + """
                        insert into business (id, owner_id, slug, name, category, zone, status, search_text, created_at, updated_at)
                        select 'b' || i, u.id, 'b' || i, 'B', 'HAIR', 'Asia/Seoul', 'OPEN', '', 0, 0 from n, users u
                        """).update();
        database.sql("""
                        insert into service (id, business_id, name, duration_minutes, step_minutes, buffer_before_minutes,
                                             buffer_after_minutes, shared_buffer, mode, min_party, max_party, lead_minutes,
                                             horizon_days, hold_minutes, cancel_before_minutes, price_amount, price_currency,
                                             waitlist, active, created_at)
                        select 's' || id, id, 'S', 60, 30, 0, 0, false, 'INSTANT', 1, 1, 0, 60, 5, 0, 10, 'KRW', false, true, 0
                          from business
                        """).update();
        database.sql("with recursive n (i) as (select 1 union all select i + 1 from n where i < " + BOOKINGS + ") "
                        + """
                        insert into reservation (id, business_id, service_id, user_id, code, state, version, start_at, end_at,
                                                 party, cancel_until, created_at, updated_at)
                        select b.id || '-' || i, b.id, 's' || b.id, b.owner_id, i || '', 'COMPLETED', 1, :start, :start + 1000,
                               1, 0, 0, 0
                          from n, business b
                        """)
                .param("start", start)
                .update();
    }
}
