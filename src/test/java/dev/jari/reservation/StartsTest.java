package dev.jari.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.business.OpeningHours;
import dev.jari.business.Resource;
import dev.jari.capacity.Slots;
import dev.jari.capacity.Taken;
import dev.jari.capacity.Takens;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import dev.jari.testing.Seeds;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** Over all time zones and ten years, clock changes preferred: nothing is offered that a clock on the wall forbids. */
    @Test
    void offersOnlyTimesWithinLocalHoursThatAreFree() {
        List<ZoneId> zones =
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
        AtomicInteger offered = new AtomicInteger();
        Seeds.forEach(6000, random -> {
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            LocalDate date = someDate(zone, random);
            List<OpeningHours.Rule> rules = someRules(random);
            Service service = Plans.service(
                    random.nextInt(1, 40) * 5,
                    random.nextInt(1, 12) * 5,
                    random.nextInt(4) * 5,
                    random.nextInt(4) * 5,
                    false);
            Resource resource = Plans.resource("r", Resource.Kind.STAFF, 1);
            Map<String, List<Resource>> roles = Map.of("staff", List.of(resource));
            ServicePlan plan = Plans.plan(zone, service, OpeningHours.of(rules, List.of()), roles);
            long origin =
                    Slots.at(date.minusDays(2).atStartOfDay(zone).toInstant().toEpochMilli());
            List<Long> taken = LongStream.range(0, random.nextInt(30))
                    .map(i -> origin + random.nextLong(5 * 288))
                    .boxed()
                    .toList();
            Taken occupancy = Takens.of(1, origin, 4, taken);
            Starts starts = Starts.of(
                    plan, 1, roles, Map.of("r", occupancy), new Starts.Span(date.minusDays(2), date.plusDays(2)));
            Set<Long> busy = new HashSet<>(taken);
            boolean changes = !zone.getRules()
                    .getOffset(Instant.ofEpochMilli(Slots.millis(origin)))
                    .equals(zone.getRules().getOffset(Instant.ofEpochMilli(Slots.millis(origin + 5 * 288))));
            for (long start : Starts.grid(plan, date.minusDays(2), date)) {
                if (!Availability.localDate(plan, start).equals(date)) {
                    continue;
                }
                boolean open = isOpenByTheWall(rules, zone, start, service.durationMinutes());
                boolean free = isFree(busy, start, service);
                // Around a clock change an hour may be left out, never added.
                boolean expected = open && free && (starts.isFree(start) || !changes);
                assertThat(starts.isFree(start))
                        .as("%s %s open=%s free=%s", zone, Instant.ofEpochMilli(start), open, free)
                        .isEqualTo(expected);
                offered.addAndGet(starts.isFree(start) ? 1 : 0);
            }
        });
        assertThat(offered).hasPositiveValue();
    }

    private static boolean isFree(Set<Long> busy, long start, Service service) {
        long from = Slots.at(start) - service.bufferBeforeMinutes() / 5;
        long to = Slots.at(start) + (service.durationMinutes() + service.bufferAfterMinutes()) / 5;
        return LongStream.range(from, to).noneMatch(busy::contains);
    }

    /** Asks the wall clock every five minutes, knowing nothing of intervals. */
    private static boolean isOpenByTheWall(List<OpeningHours.Rule> rules, ZoneId zone, long start, int minutes) {
        for (int minute = 0; minute < minutes; minute += 5) {
            LocalDateTime wall = LocalDateTime.ofInstant(Instant.ofEpochMilli(start + minute * 60_000L), zone);
            int now = wall.getHour() * 60 + wall.getMinute();
            DayOfWeek day = wall.getDayOfWeek();
            boolean open = rules.stream().anyMatch(rule -> {
                int since = rule.day() == day ? now : (rule.day() == day.minus(1) ? now + 1440 : -1);
                return rule.openMinute() <= since && since < rule.closeMinute();
            });
            if (!open) {
                return false;
            }
        }
        return true;
    }

    private static LocalDate someDate(ZoneId zone, SplittableRandom random) {
        LocalDate date = FIRST.plusDays(random.nextInt(3650));
        var change = zone.getRules().nextTransition(date.atStartOfDay(zone).toInstant());
        boolean near = change != null && change.getDateTimeBefore().getYear() < 2037 && random.nextInt(4) > 0;
        return near ? change.getDateTimeBefore().toLocalDate().plusDays(random.nextInt(-1, 2)) : date;
    }

    private static List<OpeningHours.Rule> someRules(SplittableRandom random) {
        List<OpeningHours.Rule> rules = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                int open = random.nextInt(288) * 5;
                rules.add(new OpeningHours.Rule(day, open, Math.min(2880, open + random.nextInt(1, 200) * 5)));
            }
        }
        return rules;
    }

    @Test
    void countsTheScarcestRole() {
        Resource chair = Plans.resource("chair", Resource.Kind.ROOM, 1);
        Resource anna = Plans.resource("anna", Resource.Kind.STAFF, 1);
        Resource ben = Plans.resource("ben", Resource.Kind.STAFF, 1);
        Map<String, List<Resource>> roles = Map.of("staff", List.of(anna, ben), "room", List.of(chair));
        ServicePlan plan = Plans.plan(ZoneId.of("Asia/Seoul"), Plans.service(60, 30, 0, 0, false), always(), roles);
        long noon = FIRST.atTime(12, 0).atZone(plan.zone()).toInstant().toEpochMilli();
        long slot = Slots.at(noon);
        Taken free = Takens.of(1, slot, 2, List.of());
        Taken taken = Takens.of(1, slot, 2, List.of(slot + 3));
        var days = new Starts.Span(FIRST.minusDays(1), FIRST.plusDays(1));
        assertThat(Starts.of(plan, 1, roles, Map.of("chair", free, "anna", free, "ben", free), days)
                        .places(noon))
                .isEqualTo(1);
        Starts chairTaken = Starts.of(plan, 1, roles, Map.of("chair", taken, "anna", free, "ben", free), days);
        assertThat(chairTaken.places(noon)).isZero();
        assertThat(chairTaken.reason(noon)).isEqualTo(Starts.Reason.FULL);
        Starts annaTaken = Starts.of(plan, 1, roles, Map.of("chair", free, "anna", taken, "ben", free), days);
        assertThat(annaTaken.free(noon).get("staff")).containsExactly(ben);
    }

    @Test
    void aPartyTakesPlacesOfAPoolAndTheTightestTable() {
        Resource small = Plans.resource("small", Resource.Kind.TABLE, 2);
        Resource large = Plans.resource("large", Resource.Kind.TABLE, 6);
        Map<String, List<Resource>> roles = Map.of("table", List.of(large, small));
        ServicePlan plan = Plans.plan(ZoneId.of("Asia/Seoul"), Plans.service(60, 30, 0, 0, false), always(), roles);
        long noon = FIRST.atTime(12, 0).atZone(plan.zone()).toInstant().toEpochMilli();
        Map<String, Taken> taken = Map.of(
                "small", Takens.of(2, Slots.at(noon), 2, List.of()),
                "large", Takens.of(6, Slots.at(noon), 2, List.of(Slots.at(noon))));
        var days = new Starts.Span(FIRST.minusDays(1), FIRST.plusDays(1));
        assertThat(Starts.of(plan, 2, roles, taken, days).free(noon).get("table"))
                .containsExactly(small, large);
        assertThat(Starts.of(plan, 5, roles, taken, days).free(noon).get("table"))
                .containsExactly(large);
        assertThat(Starts.of(plan, 6, roles, taken, days).places(noon)).isZero();
        assertThat(Starts.of(plan, 1, roles, taken, days).places(noon)).isEqualTo(7);
    }

    private static OpeningHours always() {
        List<OpeningHours.Rule> rules = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            rules.add(new OpeningHours.Rule(day, 0, 1440));
        }
        return OpeningHours.of(rules, List.of());
    }
}
