package dev.jari.business;

import dev.jari.business.SearchStore.Criteria;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds shops by words, category, distance and whether they are open at a time. */
@Service
@Transactional(readOnly = true)
class Search {
    private static final int BATCH = 100;
    /** One request looks at no more shops than this; a page may then have fewer items than asked for, and a next one. */
    private static final int MAX_LOOKED_AT = 1000;

    private final SearchStore store;
    private final HoursStore hours;

    Search(SearchStore store, HoursStore hours) {
        this.store = store;
        this.hours = hours;
    }

    record Query(
            @Schema(example = "헤어 연남", description = "Each word must occur in name, kind, address or a service's name")
            @Nullable
            String q,

            @Schema(example = "HAIR") @Nullable String category,

            @Schema(example = "37.5609,126.9238", description = "Latitude and longitude in degrees") @Nullable
            String near,

            @Schema(example = "5000", description = "Metres, at most 100000; 5000 without it") @Nullable
            Integer radius,

            @Schema(example = "2026-11-23T14:00+09:00", description = "Only shops that are open then") @Nullable
            String openAt,

            @Schema(example = "false", description = "Only the caller's own shops, closed ones too") @Nullable
            Boolean mine,

            @Schema(description = "The next of the page before") @Nullable
            String cursor,

            @Schema(example = "20", description = "1 to 100; 20 without it") @Nullable
            Integer limit) {}

    record Found(Business business, @Nullable Long distanceMeters, String position) {}

    Page<Found> find(Query query, @Nullable Caller caller) {
        Checks checks = new Checks();
        int limit = checks.number("limit", query.limit(), 20, 1, 100);
        OptionalLong openAt = instant(query.openAt(), checks);
        Criteria criteria = criteria(query, caller, checks);
        checks.done();
        Optional<String> after = Page.position(query.cursor());
        if (openAt.isEmpty()) {
            return Page.of(store.find(criteria, after, limit + 1), limit, Found::position);
        }
        return openOnes(criteria, after, limit, openAt.getAsLong());
    }

    private Page<Found> openOnes(Criteria criteria, Optional<String> start, int limit, long openAt) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(openAt), ZoneOffset.UTC);
        List<Found> open = new ArrayList<>();
        Optional<String> after = start;
        for (int lookedAt = 0; lookedAt < MAX_LOOKED_AT; lookedAt += BATCH) {
            List<Found> batch = store.find(criteria, after, BATCH);
            Map<String, OpeningHours> calendars = hours.calendars(
                    batch.stream().map(found -> found.business().id()).toList(),
                    false,
                    date.minusDays(3),
                    date.plusDays(2));
            for (Found found : batch) {
                Business shop = found.business();
                if (calendars.getOrDefault(shop.id(), OpeningHours.NONE).isOpenAt(openAt, shop.zone())) {
                    open.add(found);
                }
            }
            if (open.size() > limit) {
                return Page.of(open.subList(0, limit + 1), limit, Found::position);
            }
            if (batch.size() < BATCH) {
                return Page.whole(open);
            }
            after = Optional.of(batch.getLast().position());
        }
        return Page.upTo(open, after.orElseThrow());
    }

    private static Criteria criteria(Query query, @Nullable Caller caller, Checks checks) {
        String category = query.category() == null
                ? null
                : checks.oneOf("category", query.category(), Business.Category.class)
                        .name();
        int radius = checks.number("radius", query.radius(), 5000, 1, 100_000);
        return new Criteria(
                words(query.q(), checks), category, place(query.near(), checks), radius, owner(query, caller));
    }

    private static @Nullable String owner(Query query, @Nullable Caller caller) {
        if (!Boolean.TRUE.equals(query.mine())) {
            return null;
        }
        if (caller == null) {
            throw Problem.unauthorized("unauthenticated", "Sign in to see your own shops.");
        }
        return caller.userId();
    }

    private static List<String> words(@Nullable String q, Checks checks) {
        String text = checks.optionalText("q", q, 100);
        return text == null
                ? List.of()
                : List.of(Business.normalised(text).strip().split("\\s+"));
    }

    private static @Nullable Place place(@Nullable String near, Checks checks) {
        if (near == null || near.isBlank()) {
            return null;
        }
        String[] parts = near.split(",", -1);
        try {
            Place place = new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
            if (parts.length == 2 && Math.abs(place.latitude()) <= 90 && Math.abs(place.longitude()) <= 180) {
                return place;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // The same answer as for a place that is not on the earth.
        }
        checks.that(false, "near", "not_allowed", "Write latitude,longitude in degrees, such as 37.5609,126.9238.");
        return null;
    }

    private static OptionalLong instant(@Nullable String openAt, Checks checks) {
        if (openAt == null || openAt.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            // A plus that was not percent-encoded arrives as a blank.
            return OptionalLong.of(
                    OffsetDateTime.parse(openAt.replace(' ', '+')).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            checks.that(
                    false, "openAt", "not_allowed", "Write a time with its offset, such as 2026-11-23T14:00+09:00.");
            return OptionalLong.empty();
        }
    }
}
