package dev.jari.business;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calendar of a business, or a resource's own one: what is open each week, and the dates that differ. Of one date,
 * whole-day closures take the weekly windows away, closed windows are cut out, and open windows are added last: OPEN wins.
 * Times are minutes from local midnight; past 1440 is the next day, which needs no rule of its own for it.
 */
public record OpeningHours(Map<DayOfWeek, List<Rule>> week, Map<LocalDate, List<Exceptional>> dates) {
    public static final OpeningHours NONE = new OpeningHours(Map.of(), Map.of());

    public enum Kind {
        CLOSED,
        OPEN
    }

    public record Rule(DayOfWeek day, int openMinute, int closeMinute) {}

    /** A date that differs; without {@code minutes} it is closed all day. */
    public record Exceptional(
            LocalDate date,
            Kind kind,
            Optional<Minutes> minutes,
            @Nullable String reason) {}

    public record Minutes(int open, int close) {}

    public static OpeningHours of(List<Rule> rules, List<Exceptional> exceptions) {
        Map<DayOfWeek, List<Rule>> week = new EnumMap<>(DayOfWeek.class);
        rules.forEach(rule ->
                week.computeIfAbsent(rule.day(), day -> new ArrayList<>()).add(rule));
        Map<LocalDate, List<Exceptional>> dates = new HashMap<>();
        exceptions.forEach(exception -> dates.computeIfAbsent(exception.date(), date -> new ArrayList<>())
                .add(exception));
        return new OpeningHours(week, dates);
    }

    /** The open windows that start on this date, merged; they may end on the next. */
    public List<Interval> on(LocalDate date, ZoneId zone) {
        return open(date, weekly(date, zone.getRules()), zone.getRules());
    }

    /**
     * All open time of the windows that start on {@code from} to {@code to}, both inclusive, joined over midnight. What is
     * open on {@code from} after midnight may belong to the date before: ask from there.
     */
    public List<Interval> between(LocalDate from, LocalDate to, ZoneId zone) {
        List<Interval> all = new ArrayList<>();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            all.addAll(on(date, zone));
        }
        return Interval.merge(all);
    }

    /**
     * The windows of this date as they were written: slots start at a window's start plus whole steps. Closed windows do not
     * cut them, so that a lunch break does not shift the afternoon's grid.
     */
    public List<Interval> anchors(LocalDate date, ZoneId zone) {
        List<Interval> windows = closure(date).isPresent() ? new ArrayList<>() : weekly(date, zone.getRules());
        addWindows(windows, date, Kind.OPEN, zone.getRules());
        return windows;
    }

    /**
     * When a resource with this calendar works in a shop with those hours. Without weekly rules of its own it follows the
     * shop; it never works while the shop is closed.
     */
    public List<Interval> within(OpeningHours shop, LocalDate from, LocalDate to, ZoneId zone) {
        List<Interval> shopOpen = shop.between(from, to, zone);
        if (week.isEmpty() && dates.isEmpty()) {
            return shopOpen;
        }
        List<Interval> own = new ArrayList<>();
        // The windows of the day before may still run on the first date.
        for (LocalDate date = from.minusDays(1); !date.isAfter(to); date = date.plusDays(1)) {
            List<Interval> usual = week.isEmpty() ? shop.on(date, zone) : weekly(date, zone.getRules());
            own.addAll(open(date, usual, zone.getRules()));
        }
        return Interval.intersect(shopOpen, Interval.merge(own));
    }

    public boolean isOpenAt(long instant, ZoneId zone) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(instant), zone);
        return between(date.minusDays(1), date, zone).stream().anyMatch(window -> window.contains(instant));
    }

    /** The closure of the whole date, if there is one. */
    public Optional<Exceptional> closure(LocalDate date) {
        return dates.getOrDefault(date, List.of()).stream()
                .filter(exception -> exception.kind() == Kind.CLOSED)
                .filter(exception -> exception.minutes().isEmpty())
                .findFirst();
    }

    private List<Interval> open(LocalDate date, List<Interval> usual, ZoneRules rules) {
        List<Interval> windows = closure(date).isPresent() ? List.of() : Interval.merge(usual);
        if (dates.isEmpty()) {
            return windows;
        }
        // A window past midnight can be cut by a closed hour of the next date, and the other way round.
        List<Interval> closed = new ArrayList<>();
        for (int day = -1; day <= 1 && !windows.isEmpty(); day++) {
            addWindows(closed, date.plusDays(day), Kind.CLOSED, rules);
        }
        for (Interval hole : closed) {
            windows = Interval.without(windows, hole);
        }
        windows = new ArrayList<>(windows);
        addWindows(windows, date, Kind.OPEN, rules);
        return Interval.merge(windows);
    }

    private List<Interval> weekly(LocalDate date, ZoneRules rules) {
        List<Interval> windows = new ArrayList<>();
        for (Rule rule : week.getOrDefault(date.getDayOfWeek(), List.of())) {
            add(windows, date, rule.openMinute(), rule.closeMinute(), rules);
        }
        return windows;
    }

    private void addWindows(List<Interval> windows, LocalDate date, Kind kind, ZoneRules rules) {
        for (Exceptional exception : dates.getOrDefault(date, List.of())) {
            if (exception.kind() == kind && exception.minutes().isPresent()) {
                Minutes minutes = exception.minutes().get();
                add(windows, date, minutes.open(), minutes.close(), rules);
            }
        }
    }

    /**
     * What the clock on the wall shows decides, so that nobody is offered a time outside the hours as written. Of two equal
     * local times the shop opens at the second and closes at the first; a window within the repeated hour is kept once. A
     * time that the clock skips: it opens as much later as is skipped, and closes when the clock is set.
     */
    private static void add(List<Interval> windows, LocalDate date, int open, int close, ZoneRules rules) {
        LocalDateTime opening = date.atStartOfDay().plusMinutes(open);
        LocalDateTime closing = date.atStartOfDay().plusMinutes(close);
        long start = instant(opening, rules, false);
        long end = instant(closing, rules, true);
        if (start >= end) {
            start = instant(opening, rules, true);
        }
        if (start < end) {
            windows.add(new Interval(start, end));
        }
    }

    private static long instant(LocalDateTime local, ZoneRules rules, boolean early) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            return (early ? gap.toEpochSecond() : local.toEpochSecond(gap.getOffsetBefore())) * 1000;
        }
        return local.toEpochSecond(early ? offsets.getFirst() : offsets.getLast()) * 1000;
    }
}
