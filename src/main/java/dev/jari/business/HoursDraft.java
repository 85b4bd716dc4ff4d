package dev.jari.business;

import dev.jari.business.HoursStore.Owned;
import dev.jari.business.OpeningHours.Exceptional;
import dev.jari.business.OpeningHours.Kind;
import dev.jari.business.OpeningHours.Minutes;
import dev.jari.business.OpeningHours.Rule;
import dev.jari.web.Checks;
import dev.jari.web.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opening times as an owner writes and reads them. */
public final class HoursDraft {
    private static final Pattern TIME = Pattern.compile("(\\d{2}):([0-5]\\d)");
    private static final int DAY = 1440;
    private static final int GRAIN = 5;
    private static final int MAX_RULES = 5000;
    private static final int MAX_A_DAY = 20;
    private static final int MAX_YEARS = 3;

    private HoursDraft() {}

    /** Of the shop, or of one resource. */
    @Schema(name = "OpeningRule")
    public record Weekly(
            @Schema(example = "MONDAY") @Nullable String day,
            @Schema(example = "09:00") @Nullable String open,

            @Schema(example = "18:00", description = "Up to 48:00; past 24:00 it is the next day") @Nullable
            String close,

            @Schema(description = "Whose hours these are; the shop's without it") @Nullable
            String resourceId) {

        static Weekly of(Owned<Rule> stored) {
            Rule rule = stored.what();
            return new Weekly(
                    rule.day().name(), time(rule.openMinute()), time(rule.closeMinute()), stored.resourceId());
        }

        private Rule checked(String at, Set<String> resources, Checks checks) {
            DayOfWeek checkedDay = checks.oneOf(at + "day", day, DayOfWeek.class);
            Minutes minutes = minutes(at, open, close, checks).orElse(new Minutes(0, DAY));
            checkResource(at + "resourceId", resourceId, resources, checks);
            return new Rule(checkedDay, minutes.open(), minutes.close());
        }
    }

    /** A date that differs. */
    @Schema(name = "OpeningException")
    public record Dated(
            @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable
            String id,

            @Schema(example = "2026-12-25") @Nullable String date,
            @Schema(example = "CLOSED") @Nullable String kind,

            @Schema(example = "12:00", description = "CLOSED without times is the whole day") @Nullable
            String open,

            @Schema(example = "13:00") @Nullable String close,
            @Schema(example = "성탄절") @Nullable String reason,

            @Schema(description = "Whom it concerns; the whole shop without it") @Nullable
            String resourceId) {

        static Dated of(Owned<Exceptional> stored) {
            Exceptional exception = stored.what();
            return new Dated(
                    stored.id(),
                    exception.date().toString(),
                    exception.kind().name(),
                    exception.minutes().map(minutes -> time(minutes.open())).orElse(null),
                    exception.minutes().map(minutes -> time(minutes.close())).orElse(null),
                    exception.reason(),
                    stored.resourceId());
        }

        /** The date as written, or a Problem that names each field that is not acceptable. */
        Owned<Exceptional> checked(String id, String businessId, LocalDate today, Set<String> resources) {
            Checks checks = new Checks();
            Kind checkedKind = checks.oneOf("kind", kind, Kind.class);
            boolean allDay = checkedKind == Kind.CLOSED && open == null && close == null;
            Optional<Minutes> minutes = allDay ? Optional.empty() : minutes("", open, close, checks);
            Exceptional exception = new Exceptional(
                    date(checks, today), checkedKind, minutes, checks.optionalText("reason", reason, 200));
            checkResource("resourceId", resourceId, resources, checks);
            checks.done();
            return new Owned<>(id, businessId, resourceId, exception);
        }

        private LocalDate date(Checks checks, LocalDate today) {
            try {
                LocalDate parsed = LocalDate.parse(Objects.requireNonNullElse(date, ""));
                boolean near =
                        parsed.isAfter(today.minusYears(MAX_YEARS)) && parsed.isBefore(today.plusYears(MAX_YEARS));
                checks.that(near, "date", "out_of_range", "Write a date within " + MAX_YEARS + " years from today.");
                return parsed;
            } catch (DateTimeParseException e) {
                checks.that(false, "date", date == null ? "required" : "not_allowed", "Write a date as 2026-12-25.");
                return today;
            }
        }
    }

    /** The rules as written, or a Problem that names each field of them that is not acceptable. */
    static List<Owned<Rule>> checked(String businessId, List<@Nullable Weekly> drafts, Set<String> resources) {
        Checks checks = new Checks();
        checks.that(drafts.size() <= MAX_RULES, "", "too_many", "Write at most " + MAX_RULES + " rules.");
        checks.done();
        List<Owned<Rule>> rules = new ArrayList<>();
        Map<String, Integer> ofDay = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            String at = "[" + i + "]";
            Weekly draft = drafts.get(i);
            if (draft == null) {
                checks.that(false, at, "required", "Write an object with day, open and close.");
                continue;
            }
            Rule rule = draft.checked(at + ".", resources, checks);
            int count = ofDay.merge(draft.resourceId() + " " + rule.day(), 1, Integer::sum);
            checks.that(
                    count <= MAX_A_DAY, at + ".day", "too_many", "Write at most " + MAX_A_DAY + " rules for a day.");
            rules.add(new Owned<>(Ids.next(), businessId, draft.resourceId(), rule));
        }
        checks.done();
        return rules;
    }

    private static void checkResource(String field, @Nullable String id, Set<String> resources, Checks checks) {
        checks.that(id == null || resources.contains(id), field, "unknown", "Write the id of a resource of this shop.");
    }

    private static Optional<Minutes> minutes(String at, @Nullable String open, @Nullable String close, Checks checks) {
        int from = minute(open);
        int to = minute(close);
        boolean good = checks.that(
                0 <= from && from < DAY,
                at + "open",
                open == null ? "required" : "not_allowed",
                "Write a time of day in steps of 5 minutes, from 00:00 to 23:55.");
        good &= checks.that(
                0 <= to && to <= 2 * DAY,
                at + "close",
                close == null ? "required" : "not_allowed",
                "Write a time in steps of 5 minutes, up to 48:00; past 24:00 it is the next day.");
        return good && checks.that(to > from, at + "close", "not_after_open", "Write a time after open.")
                ? Optional.of(new Minutes(from, to))
                : Optional.empty();
    }

    /** Minutes from midnight, or -1 if the text is no such time. */
    private static int minute(@Nullable String time) {
        Matcher matcher = TIME.matcher(time == null ? "" : time);
        if (!matcher.matches()) {
            return -1;
        }
        int minute = Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
        return minute % GRAIN == 0 ? minute : -1;
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
