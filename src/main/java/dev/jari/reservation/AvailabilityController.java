package dev.jari.reservation;

import dev.jari.catalog.Catalog;
import dev.jari.catalog.ServicePlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
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

    @Operation(
            summary = "When a service is free",
            description =
                    "Times carry the shop's offset. With explain=true also the starts that are not free, and why.")
    @GetMapping("/api/businesses/{businessId}/services/{serviceId}/availability")
    Calendar availability(
            @PathVariable String businessId,
            @PathVariable String serviceId,
            @RequestParam @Nullable LocalDate from,
            @RequestParam(defaultValue = "14") @Min(1) @Max(62) int days,
            @RequestParam(defaultValue = "1") @Min(1) @Max(1000) int party,
            @RequestParam @Nullable String resourceId,
            @RequestParam(defaultValue = "false") boolean explain) {
        ServicePlan plan = catalog.plan(businessId, serviceId);
        LocalDate first = from == null ? LocalDate.ofInstant(clock.instant(), plan.zone()) : from;
        return availability.calendar(
                plan, new Calendar.Query(first, days, party, Optional.ofNullable(resourceId), explain));
    }
}
