package dev.jari.reservation;

import dev.jari.business.Resource;
import dev.jari.capacity.Occupancy;
import dev.jari.capacity.Slots;
import dev.jari.capacity.Taken;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import dev.jari.reservation.Calendar.Day;
import dev.jari.reservation.Calendar.Slot;
import dev.jari.reservation.Starts.Reason;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    Calendar calendar(ServicePlan plan, Calendar.Query query) {
        return timer.record(() -> compute(plan, query));
    }

    private Calendar compute(ServicePlan plan, Calendar.Query query) {
        LocalDate to = query.from().plusDays(query.days() - 1L);
        List<Long> grid = plan.isBookable() ? Starts.grid(plan, query.from().minusDays(2), to) : List.of();
        Map<LocalDate, List<Long>> byDate =
                grid.stream().collect(Collectors.groupingBy(start -> localDate(plan, start)));
        Optional<Starts> starts = grid.isEmpty()
                ? Optional.empty()
                : Optional.of(starts(plan, query.party(), query.resourceId(), query.from(), to));
        List<Day> days = query.from()
                .datesUntil(to.plusDays(1))
                .map(date -> starts.map(s -> day(plan, s, date, byDate.getOrDefault(date, List.of()), query.explain()))
                        .orElse(new Day(date, List.of(), Reason.CLOSED.toString())))
                .toList();
        return new Calendar(plan.zone().getId(), days);
    }

    private Day day(ServicePlan plan, Starts starts, LocalDate date, List<Long> grid, boolean explain) {
        List<Slot> slots = new ArrayList<>();
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        boolean free = false;
        for (long start : grid) {
            Optional<Reason> outside = outsideBookingTime(plan, start);
            int places = outside.isPresent() ? 0 : starts.places(start);
            free |= places > 0;
            Optional<Reason> reason =
                    places > 0 ? Optional.empty() : outside.or(() -> Optional.of(starts.reason(start)));
            reason.ifPresent(reasons::add);
            if (places > 0 || explain) {
                slots.add(slot(plan, start, places, reason));
            }
        }
        return new Day(date, slots, free ? null : reason(reasons).toString());
    }

    private static Slot slot(ServicePlan plan, long start, int places, Optional<Reason> reason) {
        long end = start + plan.service().durationMinutes() * 60_000L;
        return new Slot(
                ReservationJson.time(start, plan.zone()),
                ReservationJson.time(end, plan.zone()),
                places,
                reason.map(Reason::toString).orElse(null));
    }

    /** Of several reasons the one that tells most: a day that was full is full, even if its morning is over by now. */
    private static Reason reason(Set<Reason> reasons) {
        return Stream.of(Reason.FULL, Reason.BUFFER, Reason.HORIZON, Reason.LEAD_TIME)
                .filter(reasons::contains)
                .map(reason -> reason == Reason.BUFFER ? Reason.FULL : reason)
                .findFirst()
                .orElse(Reason.CLOSED);
    }

    /** Too soon or too far ahead, by the service's terms. */
    Optional<Reason> outsideBookingTime(ServicePlan plan, long start) {
        long now = clock.millis();
        Service service = plan.service();
        if (start < now + service.leadMinutes() * 60_000L) {
            return Optional.of(Reason.LEAD_TIME);
        }
        LocalDate last = localDate(plan, now).plusDays(service.horizonDays());
        return localDate(plan, start).isAfter(last) ? Optional.of(Reason.HORIZON) : Optional.empty();
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
