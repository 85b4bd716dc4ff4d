package dev.jari.reservation;

import dev.jari.catalog.Catalog;
import dev.jari.catalog.ServicePlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Availability")
class AvailabilityController {
    private final Availability availability;
    private final Catalog catalog;
    private final Clock clock;

    AvailabilityController(Availability availability, Catalog catalog, Clock clock) {
        this.availability = availability;
        this.catalog = catalog;
        this.clock = clock;
    }

    record SlotView(
            @Schema(example = "2026-11-23T14:00+09:00") String start,
            @Schema(example = "2026-11-23T15:00+09:00") String end,

            @Schema(example = "2", description = "Places left")
            int remaining,

            @Schema(example = "lead_time", description = "Only with explain, where nothing is left") @Nullable
            String reason) {}

    record DayView(
            @Schema(example = "2026-11-23") String date,
            List<SlotView> slots,

            @Schema(example = "closed", description = "Why the day has no free slot: closed, full, lead_time, horizon")
            @Nullable
            String reason) {}

    record CalendarView(@Schema(example = "Asia/Seoul") String zone, List<DayView> days) {}

    @Operation(
            summary = "When a service is free",
            description =
                    "Times carry the shop's offset. With explain=true also the starts that are not free, and why.")
    @GetMapping("/api/businesses/{businessId}/services/{serviceId}/availability")
    CalendarView availability(
            @PathVariable String businessId,
            @PathVariable String serviceId,
            @RequestParam @Nullable LocalDate from,
            @RequestParam(defaultValue = "14") @Min(1) @Max(62) int days,
            @RequestParam(defaultValue = "1") @Min(1) @Max(1000) int party,
            @RequestParam @Nullable String resourceId,
            @RequestParam(defaultValue = "false") boolean explain) {
        ServicePlan plan = catalog.plan(businessId, serviceId);
        LocalDate first = from == null ? LocalDate.ofInstant(clock.instant(), plan.zone()) : from;
        var query = new Availability.Query(first, days, party, Optional.ofNullable(resourceId), explain);
        Availability.Calendar calendar = availability.calendar(businessId, serviceId, query);
        return new CalendarView(
                calendar.zone().getId(),
                calendar.days().stream().map(day -> view(day, calendar.zone())).toList());
    }

    private static DayView view(Availability.Day day, ZoneId zone) {
        return new DayView(
                day.date().toString(),
                day.slots().stream()
                        .map(slot -> new SlotView(
                                ReservationJson.time(slot.start(), zone),
                                ReservationJson.time(slot.end(), zone),
                                slot.remaining(),
                                slot.reason().orElse(null)))
                        .toList(),
                day.reason().orElse(null));
    }
}
