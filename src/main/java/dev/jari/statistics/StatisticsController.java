package dev.jari.statistics;

import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.statistics.StatisticsStore.Row;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Statistics")
class StatisticsController {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final StatisticsStore store;
    private final Businesses businesses;
    private final StatisticsSettings settings;
    private final Clock clock;

    StatisticsController(StatisticsStore store, Businesses businesses, StatisticsSettings settings, Clock clock) {
        this.store = store;
        this.businesses = businesses;
        this.settings = settings;
        this.clock = clock;
    }

    record Day(@Schema(example = "2026-11-25") LocalDate date, Figures figures) {}

    record ServiceFigures(
            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a12")
            String id,

            @Schema(example = "커트") String name,
            Figures figures) {}

    record Hour(
            @Schema(example = "14", description = "Of the day in the shop, from 0 to 23")
            int hour,

            Figures figures) {}

    record ShopStatistics(
            @Schema(example = "Asia/Seoul") String zone,
            @Schema(example = "2026-10-27") LocalDate from,
            @Schema(example = "2026-11-25") LocalDate to,

            @Schema(example = "2026-11-25", description = "The last day that is counted; null: none yet") @Nullable
            LocalDate countedUntil,

            Figures total,
            List<Day> days,
            List<ServiceFigures> services,
            List<Hour> hours) {}

    @GetMapping("/api/businesses/{id}/statistics")
    @Operation(
            summary = "What was booked: by day, service and hour; for the owner",
            description =
                    "Days of the shop's zone that are over, the last 30 by default, at most 366. A booking belongs to the day and hour of"
                            + " its start. Days without bookings are left out. What changes later is counted again within hours.")
    ShopStatistics ofShop(
            @PathVariable String id,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @AuthenticationPrincipal @Nullable Caller caller) {
        Business business = businesses.requireReader(id, true, caller);
        Range range = Range.of(from, to, LocalDate.now(clock.withZone(business.zone())));
        List<Row> rows = store.ofShop(id, range.from, range.to);
        Map<String, String> names = store.serviceNames(id);
        return new ShopStatistics(
                business.zone().getId(),
                range.from,
                range.to,
                store.countedUntil(id).orElse(null),
                sum(rows, row -> "").getOrDefault("", new Figures.Sum().figures()),
                list(rows, Row::day, Day::new),
                list(
                        rows,
                        Row::serviceId,
                        (service, figures) -> new ServiceFigures(service, names.getOrDefault(service, ""), figures)),
                list(rows, Row::hour, Hour::new));
    }

    @GetMapping("/api/admin/statistics")
    @Operation(
            summary = "What happened on the whole site, by day",
            description = "Days that are over, the last 30 by default, at most 366.")
    Page<StatisticsStore.SiteDay> ofSite(
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @AuthenticationPrincipal Caller operator) {
        ZoneId zone = settings.zone();
        Range range = Range.of(from, to, LocalDate.now(clock.withZone(zone)));
        return Page.whole(store.ofSite(range.from, range.to));
    }

    private record Range(LocalDate from, LocalDate to) {
        static Range of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
            LocalDate last = to == null ? today.minusDays(1) : to;
            LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : from;
            long days = first.until(last, ChronoUnit.DAYS) + 1;
            if (days < 1 || days > MOST_DAYS) {
                throw Problem.invalid(new Problem.FieldError(
                        "from", "out_of_range", "Ask for 1 to %d days, up to and including to.".formatted(MOST_DAYS)));
            }
            return new Range(first, last);
        }
    }

    private static <K extends Comparable<? super K>> Map<K, Figures> sum(List<Row> rows, Function<Row, K> by) {
        Map<K, Figures.Sum> sums = new TreeMap<>();
        rows.forEach(row ->
                sums.computeIfAbsent(by.apply(row), key -> new Figures.Sum()).add(row));
        Map<K, Figures> figures = new TreeMap<>();
        sums.forEach((key, sum) -> figures.put(key, sum.figures()));
        return figures;
    }

    private static <K extends Comparable<? super K>, V> List<V> list(
            List<Row> rows, Function<Row, K> by, java.util.function.BiFunction<K, Figures, V> view) {
        return sum(rows, by).entrySet().stream()
                .map(entry -> view.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
