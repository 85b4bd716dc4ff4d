package dev.jari.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Jobs;
import dev.jari.web.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What shops and operators see of days that are over. */
@ParameterizedClass
@EachEngine
class StatisticsTests {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Bookings without claims would alarm those who check the books of the shared one. */
    private static final Map<Engine, App> APPS = new EnumMap<>(Engine.class);

    private final App app;
    private final Jobs jobs;
    private final Api owner;
    private final String shop;
    private final String service;
    private final String customer;
    private final LocalDate yesterday = LocalDate.now(NEW_YORK).minusDays(1);

    StatisticsTests(Engine engine) {
        app = APPS.computeIfAbsent(engine, App::start);
        jobs = Jobs.of(app);
        owner = app.api().registered("owner");
        customer = owner.get("/api/auth/me").expect(200).text("id");
        shop = owner.post("/api/businesses", Map.of("name", "Fifth", "category", "HAIR", "zone", NEW_YORK.getId()))
                .expect(201)
                .text("id");
        String staff = owner.post(path("/resources"), Map.of("name", "A", "kind", "STAFF", "capacity", 1))
                .expect(201)
                .text("id");
        service = owner.post(
                        path("/services"),
                        new HashMap<>(Map.of(
                                "name",
                                "Cut",
                                "durationMinutes",
                                60,
                                "stepMinutes",
                                30,
                                "price",
                                Map.of("amount", 3000, "currency", "USD"),
                                "requires",
                                List.of(Map.of("role", "staff", "resourceIds", List.of(staff))))))
                .expect(201)
                .text("id");
    }

    @BeforeEach
    void ownersOnly() {
        app.api().get(path("/statistics")).expect(401);
        app.api().registered("stranger").get(path("/statistics")).expect(403);
    }

    private String path(String rest) {
        return "/api/businesses/" + shop + rest;
    }

    private String booked(ZonedDateTime start, String state) {
        return booked(start.toInstant(), state);
    }

    private String booked(Instant start, String state) {
        String id = Ids.next();
        write(
                """
                insert into reservation (id, business_id, service_id, user_id, code, state, version, start_at, end_at, party,
                                         cancel_until, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, 1, ?, ?, 2, ?, ?, ?)
                """,
                id,
                shop,
                service,
                customer,
                id,
                state,
                start.toEpochMilli(),
                start.toEpochMilli() + 3_600_000,
                0,
                start.toEpochMilli() - 7_200_000,
                System.currentTimeMillis());
        return id;
    }

    private void write(String sql, Object... values) {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(status ->
                        app.bean(JdbcClient.class).sql(sql).params(values).update());
    }

    private JsonNode seen(LocalDate from, LocalDate to) {
        return owner.get(path("/statistics?from=" + from + "&to=" + to))
                .expect(200)
                .json();
    }

    private JsonNode counted() {
        jobs.completed("daily-statistics");
        return seen(yesterday.minusDays(5), yesterday);
    }

    @Test
    void aBookingBelongsToTheHourInWhichItStarts() {
        ZonedDateTime late = yesterday.atTime(23, 30).atZone(NEW_YORK);
        booked(late, "COMPLETED");
        booked(late, "CONFIRMED");
        booked(late.minusDays(1), "NO_SHOW");
        booked(late.minusDays(1), "CANCELLED");
        booked(late.minusDays(1), "EXPIRED");
        booked(late.plusHours(1), "CONFIRMED");
        JsonNode seen = counted();
        assertThat(seen.get("countedUntil").asString()).isEqualTo(yesterday.toString());
        assertThat(seen.get("days")).hasSize(2);
        JsonNode last = seen.at("/days/1");
        assertThat(last.get("date").asString()).isEqualTo(yesterday.toString());
        assertThat(last.at("/figures/bookings").asInt()).isEqualTo(2);
        assertThat(last.at("/figures/guests").asInt()).isEqualTo(4);
        assertThat(last.at("/figures/revenue/USD").asInt()).isEqualTo(6000);
        assertThat(last.at("/figures/leadMinutes").asInt()).isEqualTo(120);
        JsonNode first = seen.at("/days/0/figures");
        assertThat(List.of(
                        first.get("bookings").asInt(),
                        first.get("noShows").asInt(),
                        first.get("cancelled").asInt(),
                        first.get("revenue").size()))
                .isEqualTo(List.of(1, 1, 1, 0));
        assertThat(seen.at("/hours/0/hour").asInt()).isEqualTo(23);
        assertThat(seen.get("hours")).hasSize(1);
        assertThat(seen.at("/services/0/name").asString()).isEqualTo("Cut");
        assertThat(seen.at("/total/bookings").asInt()).isEqualTo(3);
    }

    @Test
    void aDayHasAllItsHoursAlsoWhenTheClockIsPut() {
        // Of a day that is over.
        ZoneOffsetTransition last = NEW_YORK.getRules()
                .previousTransition(yesterday.atStartOfDay(NEW_YORK).toInstant());
        ZoneOffsetTransition before = NEW_YORK.getRules().previousTransition(last.getInstant());
        for (ZoneOffsetTransition put : List.of(last, before)) {
            LocalDate day = put.getDateTimeBefore().toLocalDate();
            // An hour apart, on both sides; where the clock was put back, both read the same.
            booked(put.getInstant().minusSeconds(1800), "COMPLETED");
            booked(put.getInstant().plusSeconds(1800), "COMPLETED");
            booked(day.atStartOfDay(NEW_YORK), "COMPLETED");
            booked(day.atTime(23, 59).atZone(NEW_YORK), "COMPLETED");
            booked(day.plusDays(1).atStartOfDay(NEW_YORK), "CANCELLED");
        }
        jobs.completed("daily-statistics");
        for (ZoneOffsetTransition put : List.of(last, before)) {
            LocalDate day = put.getDateTimeBefore().toLocalDate();
            JsonNode seen = seen(day, day);
            assertThat(seen.at("/total/bookings").asInt()).isEqualTo(4);
            assertThat(seen.at("/total/cancelled").asInt()).isZero();
            List<String> hours = seen.get("hours")
                    .valueStream()
                    .map(hour -> hour.get("hour").asInt() + ":"
                            + hour.at("/figures/bookings").asInt())
                    .toList();
            assertThat(hours)
                    .isEqualTo(put.isOverlap() ? List.of("0:1", "1:2", "23:1") : List.of("0:1", "1:1", "3:1", "23:1"));
        }
    }

    @Test
    void whatChangesLaterIsCountedAgainAtThePriceOfThen() {
        ZonedDateTime start = yesterday.minusDays(3).atTime(10, 0).atZone(NEW_YORK);
        String kept = booked(start, "CONFIRMED");
        String cancelled = booked(start, "CONFIRMED");
        assertThat(counted().at("/total/revenue/USD").asInt()).isEqualTo(6000);
        assertThat(counted().at("/total/bookings").asInt()).isEqualTo(2);
        owner.patch(path("/services/" + service), Map.of("price", Map.of("amount", 9000, "currency", "USD")))
                .expect(200);
        write(
                "update reservation set state = 'CANCELLED', updated_at = ? where id = ?",
                System.currentTimeMillis(),
                cancelled);
        JsonNode again = counted();
        assertThat(again.at("/total/bookings").asInt()).isEqualTo(1);
        assertThat(again.at("/total/cancelled").asInt()).isEqualTo(1);
        assertThat(again.at("/total/revenue/USD").asInt()).isEqualTo(3000);
        owner.post("/api/reservations/" + kept + "/no-show");
        write(
                "update reservation set state = 'NO_SHOW', updated_at = ? where id = ?",
                System.currentTimeMillis(),
                kept);
        assertThat(counted().at("/total/noShows").asInt()).isEqualTo(1);
    }

    @Test
    void theWholeSiteIsCountedByDay() {
        ZoneId zone = ZoneId.of("Asia/Seoul");
        LocalDate day = LocalDate.now(zone).minusDays(2);
        long then = day.atTime(12, 0).atZone(zone).toInstant().toEpochMilli();
        write("update users set created_at = ? where id = ?", then, customer);
        String id = booked(yesterday.atTime(9, 0).atZone(NEW_YORK), "CONFIRMED");
        write("update reservation set created_at = ? where id = ?", then, id);
        jobs.completed("daily-statistics");
        JsonNode items = jobs.operator()
                .get("/api/admin/statistics?from=" + day + "&to=" + day)
                .expect(200)
                .json()
                .get("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/newUsers").asInt()).isPositive();
        assertThat(items.at("/0/bookings").asInt()).isPositive();
        owner.get("/api/admin/statistics").expect(403);
        jobs.operator()
                .get("/api/admin/statistics?from=2020-01-01&to=2026-01-01")
                .expect(422, "validation");
        owner.get(path("/statistics?from=2026-01-02&to=2026-01-01")).expect(422, "validation");
    }
}
