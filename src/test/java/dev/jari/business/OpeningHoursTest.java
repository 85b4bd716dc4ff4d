package dev.jari.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.business.OpeningHours.Exceptional;
import dev.jari.business.OpeningHours.Kind;
import dev.jari.business.OpeningHours.Minutes;
import dev.jari.business.OpeningHours.Rule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Test
    void opensOnlyOnTheDaysOfItsRules() {
        OpeningHours hours = OpeningHours.of(List.of(rule(DayOfWeek.MONDAY, "09:00", "18:00")), List.of());

        assertEquals(List.of(interval("2026-11-23T09:00+09:00", "2026-11-23T18:00+09:00")), hours.on(MONDAY, SEOUL));
        assertEquals(List.of(), hours.on(MONDAY.plusDays(1), SEOUL));
    }

    @Test
    void runsPastMidnightIntoADayWithoutRules() {
        OpeningHours bar = OpeningHours.of(List.of(rule(DayOfWeek.MONDAY, "18:00", "26:00")), List.of());

        assertEquals(List.of(interval("2026-11-23T18:00+09:00", "2026-11-24T02:00+09:00")), bar.on(MONDAY, SEOUL));
        assertTrue(bar.isOpenAt(millis("2026-11-24T01:59+09:00"), SEOUL));
        assertFalse(bar.isOpenAt(millis("2026-11-24T02:00+09:00"), SEOUL));
    }

    @Test
    void joinsNightsIntoOneOpenTime() {
        OpeningHours house = OpeningHours.of(everyDay("15:00", "39:00"), List.of());

        assertEquals(
                List.of(interval("2026-11-23T15:00+09:00", "2026-11-27T15:00+09:00")),
                house.between(MONDAY, MONDAY.plusDays(3), SEOUL));
        assertEquals(1, house.anchors(MONDAY, SEOUL).size());
    }

    @Test
    void aClosedDateTakesItsWindowsButNotTheNightBefore() {
        OpeningHours bar = OpeningHours.of(everyDay("18:00", "26:00"), List.of(closed(MONDAY)));

        assertEquals(List.of(), bar.on(MONDAY, SEOUL));
        assertEquals(List.of(), bar.anchors(MONDAY, SEOUL));
        assertTrue(bar.isOpenAt(millis("2026-11-23T01:00+09:00"), SEOUL));
        assertTrue(bar.closure(MONDAY).isPresent());
        assertFalse(bar.closure(MONDAY.plusDays(1)).isPresent());
    }

    @Test
    void aBreakCutsTheDayButNotItsGrid() {
        OpeningHours clinic = OpeningHours.of(everyDay("09:00", "18:00"), List.of(closed(MONDAY, "12:30", "13:50")));

        assertEquals(
                List.of(
                        interval("2026-11-23T09:00+09:00", "2026-11-23T12:30+09:00"),
                        interval("2026-11-23T13:50+09:00", "2026-11-23T18:00+09:00")),
                clinic.on(MONDAY, SEOUL));
        assertEquals(
                List.of(interval("2026-11-23T09:00+09:00", "2026-11-23T18:00+09:00")), clinic.anchors(MONDAY, SEOUL));
    }

    @Test
    void aBreakAfterMidnightCutsTheNightBefore() {
        OpeningHours bar =
                OpeningHours.of(everyDay("18:00", "26:00"), List.of(closed(MONDAY.plusDays(1), "01:00", "03:00")));

        assertEquals(List.of(interval("2026-11-23T18:00+09:00", "2026-11-24T01:00+09:00")), bar.on(MONDAY, SEOUL));
    }

    @Test
    void openWinsOverClosed() {
        OpeningHours shop =
                OpeningHours.of(everyDay("09:00", "18:00"), List.of(closed(MONDAY), open(MONDAY, "10:00", "12:00")));

        assertEquals(List.of(interval("2026-11-23T10:00+09:00", "2026-11-23T12:00+09:00")), shop.on(MONDAY, SEOUL));
        assertEquals(shop.on(MONDAY, SEOUL), shop.anchors(MONDAY, SEOUL));
    }

    @Test
    void openAddsToTheDay() {
        OpeningHours shop = OpeningHours.of(everyDay("09:00", "18:00"), List.of(open(MONDAY, "18:00", "20:00")));

        assertEquals(List.of(interval("2026-11-23T09:00+09:00", "2026-11-23T20:00+09:00")), shop.on(MONDAY, SEOUL));
        assertEquals(2, shop.anchors(MONDAY, SEOUL).size());
    }

    @Test
    void theDayOfTheClockChangeIsAnHourShorterOrLonger() {
        OpeningHours always = OpeningHours.of(everyDay("00:00", "24:00"), List.of());

        assertEquals(23, hours(always.on(LocalDate.of(2027, 3, 14), NEW_YORK)));
        assertEquals(25, hours(always.on(LocalDate.of(2026, 11, 1), NEW_YORK)));
        assertEquals(23, hours(always.on(LocalDate.of(2027, 3, 28), BERLIN)));
        assertEquals(25, hours(always.on(LocalDate.of(2026, 10, 25), BERLIN)));
        assertEquals(23.5, hours(always.on(LocalDate.of(2026, 10, 4), LORD_HOWE)));
        assertEquals(24.5, hours(always.on(LocalDate.of(2027, 4, 4), LORD_HOWE)));
        assertEquals(24, hours(always.on(LocalDate.of(2027, 3, 28), SEOUL)));
    }

    @Test
    void aTimeInTheGapMovesOnByTheGap() {
        LocalDate spring = LocalDate.of(2027, 3, 14);
        OpeningHours night = OpeningHours.of(everyDay("02:30", "05:00"), List.of());

        assertEquals(List.of(interval("2027-03-14T03:30-04:00", "2027-03-14T05:00-04:00")), night.on(spring, NEW_YORK));
        OpeningHours lordHowe = OpeningHours.of(everyDay("02:15", "05:00"), List.of());
        assertEquals(
                List.of(interval("2026-10-04T02:45+11:00", "2026-10-04T05:00+11:00")),
                lordHowe.on(LocalDate.of(2026, 10, 4), LORD_HOWE));
    }

    @Test
    void aWindowWithinTheGapIsNone() {
        OpeningHours gap = OpeningHours.of(everyDay("02:00", "03:00"), List.of());

        assertEquals(List.of(), gap.on(LocalDate.of(2027, 3, 14), NEW_YORK));
        assertEquals(List.of(), gap.on(LocalDate.of(2027, 3, 28), BERLIN));
    }

    @Test
    void opensAtTheSecondAndClosesAtTheFirstOfEqualTimes() {
        OpeningHours morning = OpeningHours.of(everyDay("01:30", "05:00"), List.of());
        assertEquals(
                List.of(interval("2026-11-01T01:30-05:00", "2026-11-01T05:00-05:00")),
                morning.on(LocalDate.of(2026, 11, 1), NEW_YORK));
        OpeningHours within = OpeningHours.of(everyDay("01:30", "01:45"), List.of());
        assertEquals(
                List.of(interval("2026-11-01T01:30-04:00", "2026-11-01T01:45-04:00")),
                within.on(LocalDate.of(2026, 11, 1), NEW_YORK));
        OpeningHours night = OpeningHours.of(everyDay("20:00", "26:30"), List.of());
        assertEquals(
                List.of(interval("2026-10-24T20:00+02:00", "2026-10-25T02:30+02:00")),
                night.on(LocalDate.of(2026, 10, 24), BERLIN));
    }

    @Test
    void staysOpenThroughEachClockChange() {
        OpeningHours house = OpeningHours.of(everyDay("15:00", "39:00"), List.of());

        for (ZoneId zone : List.of(SEOUL, NEW_YORK, BERLIN, LORD_HOWE)) {
            assertEquals(1, house.between(MONDAY, MONDAY.plusDays(400), zone).size(), zone.getId());
        }
    }

    @Test
    void aResourceFollowsTheShopAndTakesItsOwnHolidays() {
        OpeningHours shop = OpeningHours.of(everyDay("09:00", "18:00"), List.of());
        OpeningHours staff = OpeningHours.of(List.of(), List.of(closed(MONDAY), open(MONDAY, "17:00", "20:00")));

        assertEquals(
                List.of(
                        interval("2026-11-23T17:00+09:00", "2026-11-23T18:00+09:00"),
                        interval("2026-11-24T09:00+09:00", "2026-11-24T18:00+09:00")),
                staff.within(shop, MONDAY, MONDAY.plusDays(1), SEOUL));
        assertEquals(shop.between(MONDAY, MONDAY, SEOUL), OpeningHours.NONE.within(shop, MONDAY, MONDAY, SEOUL));
    }

    @Test
    void aResourceWithHoursOfItsOwnNeverWorksWhileTheShopIsClosed() {
        OpeningHours shop = OpeningHours.of(everyDay("10:00", "20:00"), List.of(closed(MONDAY.plusDays(1))));
        OpeningHours staff = OpeningHours.of(everyDay("07:00", "15:00"), List.of());

        assertEquals(
                List.of(interval("2026-11-23T10:00+09:00", "2026-11-23T15:00+09:00")),
                staff.within(shop, MONDAY, MONDAY.plusDays(1), SEOUL));
    }

    @Test
    void aResourceThatBeganYesterdayStillWorksAfterMidnight() {
        OpeningHours shop = OpeningHours.of(everyDay("00:00", "24:00"), List.of());
        OpeningHours night = OpeningHours.of(List.of(rule(DayOfWeek.SUNDAY, "22:00", "30:00")), List.of());

        assertEquals(
                List.of(interval("2026-11-23T00:00+09:00", "2026-11-23T06:00+09:00")),
                night.within(shop, MONDAY, MONDAY, SEOUL));
    }

    @Test
    void aMonthOfTwentyCalendarsIsQuick() {
        OpeningHours shop =
                OpeningHours.of(everyDay("09:00", "21:00"), List.of(closed(MONDAY.plusDays(3), "12:00", "13:00")));
        OpeningHours staff = OpeningHours.of(everyDay("10:00", "19:00"), List.of(closed(MONDAY.plusDays(9))));
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 300; round++) {
            long start = System.nanoTime();
            int windows = 0;
            for (int resource = 0; resource < 20; resource++) {
                windows += staff.within(shop, MONDAY, MONDAY.plusDays(29), NEW_YORK)
                        .size();
            }
            best = Math.min(best, System.nanoTime() - start);
            assertEquals(20 * 30, windows);
        }
        assertTrue(best < 5_000_000, best + " ns");
    }

    private static double hours(List<Interval> intervals) {
        return intervals.stream().mapToLong(one -> one.end() - one.start()).sum() / 3_600_000.0;
    }

    private static List<Rule> everyDay(String open, String close) {
        return new ArrayList<>(Arrays.stream(DayOfWeek.values())
                .map(day -> rule(day, open, close))
                .toList());
    }

    private static Rule rule(DayOfWeek day, String open, String close) {
        return new Rule(day, minute(open), minute(close));
    }

    private static Exceptional closed(LocalDate date) {
        return new Exceptional(date, Kind.CLOSED, Optional.empty(), null);
    }

    private static Exceptional closed(LocalDate date, String open, String close) {
        return new Exceptional(date, Kind.CLOSED, Optional.of(new Minutes(minute(open), minute(close))), null);
    }

    private static Exceptional open(LocalDate date, String open, String close) {
        return new Exceptional(date, Kind.OPEN, Optional.of(new Minutes(minute(open), minute(close))), null);
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static Interval interval(String start, String end) {
        return new Interval(millis(start), millis(end));
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
