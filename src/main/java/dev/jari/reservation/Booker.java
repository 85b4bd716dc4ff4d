package dev.jari.reservation;

import dev.jari.business.Resource;
import dev.jari.capacity.Capacity;
import dev.jari.capacity.Claim;
import dev.jari.capacity.Occupancy;
import dev.jari.capacity.Slots;
import dev.jari.catalog.Catalog;
import dev.jari.catalog.ServicePlan;
import dev.jari.lock.Gate;
import dev.jari.reservation.Idempotency.Answer;
import dev.jari.reservation.Reservation.Guest;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a place: finds who can serve, passes the gate, writes the booking, and when it is too late says what else is free. */
@Component
public class Booker {
    private static final int CANDIDATES = 3;

    private final Catalog catalog;
    private final Availability availability;
    private final BookingRules rules;
    private final Gate gate;
    private final Capacity capacity;
    private final Occupancy occupancy;
    private final Holds holds;
    private final ReservationStore store;
    private final ReservationJson json;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Booker(
            Catalog catalog,
            Availability availability,
            BookingRules rules,
            Gate gate,
            Capacity capacity,
            Occupancy occupancy,
            Holds holds,
            ReservationStore store,
            ReservationJson json,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.catalog = catalog;
        this.availability = availability;
        this.rules = rules;
        this.gate = gate;
        this.capacity = capacity;
        this.occupancy = occupancy;
        this.holds = holds;
        this.store = store;
        this.json = json;
        this.idempotency = idempotency;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What somebody wants; {@code start} in epoch milliseconds. */
    public record Order(
            String businessId,
            String serviceId,
            long start,
            int party,
            Optional<String> resourceId,
            boolean hold,
            @Nullable String note,
            @Nullable Guest guest) {}

    /** The answer to this order under this key: 201 with the reservation, or the one given before. */
    Answer book(Caller caller, Order order, Idempotency.Key key) {
        return idempotency.once(key, () -> {
            ServicePlan plan = catalog.plan(order.businessId(), order.serviceId());
            rules.check(plan, order, caller);
            return place(new Attempt(caller, order, key, plan));
        });
    }

    private record Attempt(Caller caller, Order order, Idempotency.Key key, ServicePlan plan) {}

    private Answer place(Attempt attempt) {
        Order order = attempt.order;
        boolean busy = false;
        for (Map<String, Resource> choice : choices(attempt)) {
            List<Claim> claims = claims(attempt, choice);
            Optional<Gate.Pass> pass = gate.enter(exclusiveCells(choice, claims));
            if (pass.isEmpty()) {
                busy = true;
                continue;
            }
            try {
                Optional<Answer> answer = takeOrClearAndTake(attempt, choice, claims);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } finally {
                pass.get().leave();
            }
        }
        if (busy) {
            throw Problem.conflict("slot_busy", "Somebody is booking this time just now; try again in a moment.")
                    .with("alternatives", alternatives(attempt))
                    .retryAfter(1);
        }
        throw Problem.conflict("slot_taken", "This time is taken; the alternatives are free.")
                .with("alternatives", alternatives(attempt));
    }

    /** The resources to try, at most three sets: of each role the next free one. */
    private List<Map<String, Resource>> choices(Attempt attempt) {
        Order order = attempt.order;
        Starts starts = availability.around(attempt.plan, order.party(), order.resourceId(), order.start());
        rules.checkTime(attempt.plan, order, starts);
        if (!starts.isFree(order.start()) && expireHolds(attempt, starts)) {
            starts = availability.around(attempt.plan, order.party(), order.resourceId(), order.start());
        }
        Map<String, List<Resource>> free = starts.free(order.start());
        int sets = free.values().stream().mapToInt(List::size).max().orElse(0);
        if (free.values().stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        List<Map<String, Resource>> choices = new ArrayList<>();
        for (int i = 0; i < Math.min(sets, CANDIDATES); i++) {
            Map<String, Resource> choice = new LinkedHashMap<>();
            for (var role : free.entrySet()) {
                choice.put(
                        role.getKey(),
                        role.getValue().get(Math.min(i, role.getValue().size() - 1)));
            }
            choices.add(choice);
        }
        return choices;
    }

    private boolean expireHolds(Attempt attempt, Starts starts) {
        Map<String, Resource> any = new HashMap<>();
        starts.resources().forEach(resource -> any.put(resource.id(), resource));
        return holds.expireOn(claims(attempt, any));
    }

    private static List<Claim> claims(Attempt attempt, Map<String, Resource> choice) {
        long from = Slots.at(attempt.order.start());
        long to = from + Starts.duration(attempt.plan.service());
        List<Claim> claims = new ArrayList<>();
        choice.forEach((role, resource) -> claims.add(Claim.of(
                role,
                resource.id(),
                resource.takenBy(attempt.order.party()),
                resource.cellMinutes() / 5,
                from,
                to,
                Starts.buffers(attempt.plan.service()))));
        return claims;
    }

    /** Only where one booking excludes all others does coming second mean to have lost. */
    private static Map<String, List<Long>> exclusiveCells(Map<String, Resource> choice, List<Claim> claims) {
        Map<String, List<Long>> cells = new HashMap<>();
        for (Claim claim : claims) {
            if (Objects.requireNonNull(choice.get(claim.role())).capacity() == 1) {
                cells.put(claim.resourceId(), claim.cellList());
            }
        }
        return cells;
    }

    private Optional<Answer> takeOrClearAndTake(Attempt attempt, Map<String, Resource> choice, List<Claim> claims) {
        Optional<Answer> answer = take(attempt, choice, claims);
        if (answer.isEmpty()) {
            occupancy.forget(claims);
            if (holds.expireOn(claims)) {
                return take(attempt, choice, claims);
            }
        }
        return answer;
    }

    /** The transaction. Empty if a cell had no room, and then nothing is written. */
    private Optional<Answer> take(Attempt attempt, Map<String, Resource> choice, List<Claim> claims) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Reservation reservation = rules.reservation(attempt.plan, attempt.order, attempt.caller, clock.millis());
            rules.checkLimit(reservation, clock.millis());
            store.insert(reservation);
            if (!capacity.claim(reservation.businessId(), reservation.id(), claims)) {
                status.setRollbackOnly();
                return Optional.<Answer>empty();
            }
            events.publishEvent(new Reservation.Changed(reservation));
            String body = json.of(detail(attempt.plan, reservation, choice), attempt.caller);
            idempotency.store(attempt.key, 201, body);
            return Optional.of(new Answer(201, body, false));
        }));
    }

    private static Reservation.Detail detail(ServicePlan plan, Reservation reservation, Map<String, Resource> choice) {
        return new Reservation.Detail(
                reservation,
                plan.business().name(),
                plan.business().ownerId(),
                plan.service().name(),
                plan.zone().getId(),
                choice.entrySet().stream()
                        .map(role -> new Reservation.Assigned(
                                role.getKey(),
                                role.getValue().id(),
                                role.getValue().name()))
                        .toList());
    }

    private List<String> alternatives(Attempt attempt) {
        Order order = attempt.order;
        return availability.nearest(attempt.plan, order.party(), order.resourceId(), order.start()).stream()
                .map(start -> ReservationJson.time(start, attempt.plan.zone()))
                .toList();
    }
}
