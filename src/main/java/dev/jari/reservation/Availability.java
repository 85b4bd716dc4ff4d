package dev.jari.reservation;

import dev.jari.business.Resource;
import dev.jari.capacity.Occupancy;
import dev.jari.capacity.Slots;
import dev.jari.capacity.Taken;
import dev.jari.catalog.Catalog;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When a service is free. Answers from memory; what it offers can be gone a moment later, what it refuses can be free. */
@Component
public class Availability {
    private static final int ALTERNATIVES = 5;

    private final Catalog catalog;
    private final Occupancy occupancy;
    private final Clock clock;
    private final Timer timer;

    Availability(Catalog catalog, Occupancy occupancy, Clock clock, MeterRegistry metrics) {
        this.catalog = catalog;
        this.occupancy = occupancy;
        this.clock = clock;
        this.timer =
                Timer.builder("jari.availability").publishPercentiles(0.5, 0.99).register(metrics);
    }

    /** {@code days} from the local date {@code from}; with {@code explain} also the starts that are not free, and why. */
    public record Query(LocalDate from, int days, int party, Optional<String> resourceId, boolean explain) {}

    /** Instants in epoch milliseconds. */
    public record Slot(long start, long end, int remaining, Optional<String> reason) {}

    /** A local date with its slots; {@code reason} says why there is none. */
    public record Day(LocalDate date, List<Slot> slots, Optional<String> reason) {}

    public record Calendar(ZoneId zone, List<Day> days) {}

    public Calendar calendar(String businessId, String serviceId, Query query) {
        return timer.record(() -> calendar(catalog.plan(businessId, serviceId), query));
    }

    Calendar calendar(ServicePlan plan, Query query) {
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
                plan.zone(),
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
        return new Slot(start, end, places, reason.map(Starts.Reason::toString));
    }

    private static Day day(LocalDate date, List<Slot> all, boolean explain) {
        List<Slot> free = all.stream().filter(slot -> slot.remaining() > 0).toList();
        return new Day(date, explain ? all : free, free.isEmpty() ? Optional.of(reason(all)) : Optional.empty());
    }

    /** Of several reasons the one that tells most: a day that was full is full, even if its morning is over by now. */
    private static String reason(List<Slot> all) {
        List<String> reasons =
                all.stream().flatMap(slot -> slot.reason().stream()).toList();
        return List.of("full", "buffer", "horizon", "lead_time").stream()
                .filter(reasons::contains)
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

    /** What is to be known of one start, and of no other. */
    Starts around(ServicePlan plan, int party, Optional<String> resourceId, long start) {
        Map<String, List<Resource>> roles = roles(plan, resourceId);
        Service service = plan.service();
        LocalDate date = localDate(plan, start);
        List<Occupancy.Subject> subjects = subjects(roles);
        List<Taken> taken = occupancy.at(
                subjects,
                Slots.at(start) - service.bufferBeforeMinutes() / 5,
                Slots.at(start) + (service.durationMinutes() + service.bufferAfterMinutes()) / 5);
        return Starts.of(plan, party, roles, byResource(subjects, taken), span(service, date, date));
    }

    private Starts starts(ServicePlan plan, int party, Optional<String> resourceId, LocalDate from, LocalDate to) {
        Map<String, List<Resource>> roles = roles(plan, resourceId);
        Starts.Span span = span(plan.service(), from, to);
        List<Occupancy.Subject> subjects = subjects(roles);
        List<Taken> taken = occupancy.of(
                subjects, slot(plan, span.from()), slot(plan, span.to().plusDays(1)));
        return Starts.of(plan, party, roles, byResource(subjects, taken), span);
    }

    /** The dates whose windows can matter: one that began two days ago may still be open. */
    private static Starts.Span span(Service service, LocalDate from, LocalDate to) {
        int minutes = service.durationMinutes() + service.bufferBeforeMinutes() + service.bufferAfterMinutes();
        return new Starts.Span(from.minusDays(2), to.plusDays(2 + minutes / 1440));
    }

    private static List<Occupancy.Subject> subjects(Map<String, List<Resource>> roles) {
        return roles.values().stream()
                .flatMap(List::stream)
                .map(resource -> new Occupancy.Subject(resource.id(), resource.capacity(), resource.cellMinutes() / 5))
                .toList();
    }

    private static Map<String, Taken> byResource(List<Occupancy.Subject> subjects, List<Taken> taken) {
        Map<String, Taken> byResource = new HashMap<>();
        for (int i = 0; i < subjects.size(); i++) {
            byResource.put(subjects.get(i).resourceId(), taken.get(i));
        }
        return byResource;
    }

    private static long slot(ServicePlan plan, LocalDate date) {
        return Slots.at(date.atStartOfDay(plan.zone()).toInstant().toEpochMilli());
    }

    /** A wish for one resource narrows the role in which it serves; the other roles stay open. */
    private static Map<String, List<Resource>> roles(ServicePlan plan, Optional<String> resourceId) {
        if (resourceId.isEmpty()) {
            return plan.roles();
        }
        Map<String, List<Resource>> narrowed = new LinkedHashMap<>();
        boolean found = false;
        for (var role : plan.roles().entrySet()) {
            List<Resource> wished = role.getValue().stream()
                    .filter(resource -> resource.id().equals(resourceId.get()))
                    .toList();
            found |= !wished.isEmpty();
            narrowed.put(role.getKey(), wished.isEmpty() ? role.getValue() : wished);
        }
        if (!found) {
            throw Problem.invalid(new Problem.FieldError(
                    "resourceId", "not_serving", "This resource does not serve this service; leave it out for any."));
        }
        return narrowed;
    }

    /** Up to five free starts, nearest to {@code start} first, within the three days around it. */
    List<Long> nearest(ServicePlan plan, int party, Optional<String> resourceId, long start) {
        LocalDate date = localDate(plan, start);
        Starts starts = starts(plan, party, resourceId, date.minusDays(1), date.plusDays(1));
        return Starts.grid(plan, date.minusDays(2), date.plusDays(1)).stream()
                .filter(other -> other != start)
                .sorted(Comparator.comparingLong(other -> Math.abs(other - start)))
                .filter(other -> outsideBookingTime(plan, other).isEmpty() && starts.isFree(other))
                .limit(ALTERNATIVES)
                .toList();
    }

    static LocalDate localDate(ServicePlan plan, long instant) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(instant), plan.zone());
    }
}
