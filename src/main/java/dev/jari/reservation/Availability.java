package dev.jari.reservation;

import dev.jari.business.Resource;
import dev.jari.capacity.Occupancy;
import dev.jari.capacity.Slots;
import dev.jari.capacity.Taken;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a service is free. Answers from memory; what it offers can be gone a moment later, what it refuses can be free. */
@Component
public class Availability {
    private static final int ALTERNATIVES = 5;

    private final Occupancy occupancy;
    private final Clock clock;
    private final Timer timer;

    Availability(Occupancy occupancy, Clock clock, MeterRegistry metrics) {
        this.occupancy = occupancy;
        this.clock = clock;
        this.timer =
                Timer.builder("jari.availability").publishPercentiles(0.5, 0.99).register(metrics);
    }

    /** {@code days} from the local date {@code from}; with {@code explain} also the starts that are not free, and why. */
    record Query(LocalDate from, int days, int party, Optional<String> resourceId, boolean explain) {}

    record Slot(
            @Schema(example = "2026-11-23T14:00+09:00") String start,
            @Schema(example = "2026-11-23T15:00+09:00") String end,

            @Schema(example = "2", description = "Places left")
            int remaining,

            @Schema(example = "lead_time", description = "Only with explain, where nothing is left") @Nullable
            String reason) {}

    record Day(
            @Schema(example = "2026-11-23") LocalDate date,
            List<Slot> slots,

            @Schema(example = "closed", description = "Why the day has no free slot: closed, full, lead_time, horizon")
            @Nullable
            String reason) {}

    record Calendar(@Schema(example = "Asia/Seoul") String zone, List<Day> days) {}

    Calendar calendar(ServicePlan plan, Query query) {
        return timer.record(() -> compute(plan, query));
    }

    private Calendar compute(ServicePlan plan, Query query) {
        LocalDate to = query.from().plusDays(query.days() - 1L);
        List<Long> grid = plan.isBookable() ? Starts.grid(plan, query.from().minusDays(2), to) : List.of();
        Map<LocalDate, List<Slot>> days = new LinkedHashMap<>();
        query.from().datesUntil(to.plusDays(1)).forEach(date -> days.put(date, new ArrayList<>()));
        if (!grid.isEmpty()) {
            Starts starts = starts(plan, query.party(), query.resourceId(), query.from(), to);
            for (long start : grid) {
                List<Slot> day = days.get(localDate(plan, start));
                if (day != null) {
                    day.add(slot(plan, starts, start));
                }
            }
        }
        return new Calendar(
                plan.zone().getId(),
                days.entrySet().stream()
                        .map(day -> day(day.getKey(), day.getValue(), query.explain()))
                        .toList());
    }

    private Slot slot(ServicePlan plan, Starts starts, long start) {
        long end = start + plan.service().durationMinutes() * 60_000L;
        Optional<Starts.Reason> outside = outsideBookingTime(plan, start);
        int places = outside.isPresent() ? 0 : starts.places(start);
        Optional<Starts.Reason> reason =
                places > 0 ? Optional.empty() : outside.or(() -> Optional.of(starts.reason(start)));
        return new Slot(
                ReservationJson.time(start, plan.zone()),
                ReservationJson.time(end, plan.zone()),
                places,
                reason.map(Starts.Reason::toString).orElse(null));
    }

    private static Day day(LocalDate date, List<Slot> all, boolean explain) {
        List<Slot> free = all.stream().filter(slot -> slot.remaining() > 0).toList();
        return new Day(date, explain ? all : free, free.isEmpty() ? reason(all) : null);
    }

    /** Of several reasons the one that tells most: a day that was full is full, even if its morning is over by now. */
    private static String reason(List<Slot> all) {
        return Stream.of("full", "buffer", "horizon", "lead_time")
                .filter(reason -> all.stream().anyMatch(slot -> reason.equals(slot.reason())))
                .map(reason -> reason.equals("buffer") ? "full" : reason)
                .findFirst()
                .orElse("closed");
    }

    /** Too soon or too far ahead, by the service's terms. */
    Optional<Starts.Reason> outsideBookingTime(ServicePlan plan, long start) {
        long now = clock.millis();
        Service service = plan.service();
        if (start < now + service.leadMinutes() * 60_000L) {
            return Optional.of(Starts.Reason.LEAD_TIME);
        }
        LocalDate last = localDate(plan, now).plusDays(service.horizonDays());
        return localDate(plan, start).isAfter(last) ? Optional.of(Starts.Reason.HORIZON) : Optional.empty();
    }

    /**
     * What is to be known of one start, and of no other. Where there is nobody to choose between, nobody is looked up: the cells
     * themselves tell whether they have room.
     */
    Starts around(ServicePlan plan, int party, Optional<String> resourceId, long start) {
        Map<String, List<Resource>> roles = roles(plan, resourceId);
        Service service = plan.service();
        long from = Slots.at(start) - service.bufferBeforeMinutes() / 5;
        long to = Slots.at(start) + (service.durationMinutes() + service.bufferAfterMinutes()) / 5;
        boolean choice = roles.values().stream().anyMatch(resources -> resources.size() > 1);
        Map<String, Taken> taken =
                choice ? occupancy.at(all(roles), from, to) : occupancy.remembered(all(roles), from, to);
        LocalDate date = localDate(plan, start);
        return Starts.of(plan, party, roles, taken, span(service, date, date));
    }

    private Starts starts(ServicePlan plan, int party, Optional<String> resourceId, LocalDate from, LocalDate to) {
        Map<String, List<Resource>> roles = roles(plan, resourceId);
        Starts.Span span = span(plan.service(), from, to);
        Map<String, Taken> taken = occupancy.of(
                all(roles), slot(plan, span.from()), slot(plan, span.to().plusDays(1)));
        return Starts.of(plan, party, roles, taken, span);
    }

    private static Set<Resource> all(Map<String, List<Resource>> roles) {
        return roles.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** The dates whose windows can matter: one that began two days ago may still be open. */
    private static Starts.Span span(Service service, LocalDate from, LocalDate to) {
        int minutes = service.durationMinutes() + service.bufferBeforeMinutes() + service.bufferAfterMinutes();
        return new Starts.Span(from.minusDays(2), to.plusDays(2 + minutes / 1440));
    }

    private static long slot(ServicePlan plan, LocalDate date) {
        return Slots.at(date.atStartOfDay(plan.zone()).toInstant().toEpochMilli());
    }

    /** A wish for one resource narrows the role in which it serves; the other roles stay open. */
    private static Map<String, List<Resource>> roles(ServicePlan plan, Optional<String> resourceId) {
        if (resourceId.isEmpty()) {
            return plan.roles();
        }
        Predicate<Resource> wished = resource -> resource.id().equals(resourceId.get());
        if (all(plan.roles()).stream().noneMatch(wished)) {
            throw Problem.invalid(new Problem.FieldError(
                    "resourceId", "not_serving", "This resource does not serve this service; leave it out for any."));
        }
        Map<String, List<Resource>> narrowed = new LinkedHashMap<>(plan.roles());
        narrowed.replaceAll((role, resources) -> resources.stream().anyMatch(wished)
                ? resources.stream().filter(wished).toList()
                : resources);
        return narrowed;
    }

    /** Up to five free starts, nearest to the wanted one first, within the three days around it. */
    List<String> nearest(ServicePlan plan, Booker.Order order) {
        long start = order.start();
        LocalDate date = localDate(plan, start);
        Starts starts = starts(plan, order.party(), order.resourceId(), date.minusDays(1), date.plusDays(1));
        return Starts.grid(plan, date.minusDays(2), date.plusDays(1)).stream()
                .filter(other -> other != start)
                .sorted(Comparator.comparingLong(other -> Math.abs(other - start)))
                .filter(other -> outsideBookingTime(plan, other).isEmpty() && starts.isFree(other))
                .limit(ALTERNATIVES)
                .map(other -> ReservationJson.time(other, plan.zone()))
                .toList();
    }

    static LocalDate localDate(ServicePlan plan, long instant) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(instant), plan.zone());
    }
}
