package dev.jari.reservation;

import dev.jari.capacity.Capacity;
import dev.jari.capacity.Claim;
import dev.jari.capacity.Occupancy;
import dev.jari.catalog.Catalog;
import dev.jari.catalog.ServicePlan;
import dev.jari.lock.Gate;
import dev.jari.reservation.Candidates.Choice;
import dev.jari.reservation.Idempotency.Answer;
import dev.jari.reservation.Reservation.Guest;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a place: finds who can serve, passes the gate, writes the booking, and when it is too late says what else is free. */
@Component
public class Booker {
    private final Catalog catalog;
    private final Availability availability;
    private final Candidates candidates;
    private final BookingRules rules;
    private final Gate gate;
    private final Occupancy occupancy;
    private final Holds holds;
    private final Reservations reservations;
    private final ReservationJson json;
    private final Idempotency idempotency;
    private final BookingMeters meters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Booker(
            Catalog catalog,
            Availability availability,
            Candidates candidates,
            BookingRules rules,
            Gate gate,
            Occupancy occupancy,
            Holds holds,
            Reservations reservations,
            ReservationJson json,
            Idempotency idempotency,
            BookingMeters meters,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.catalog = catalog;
        this.availability = availability;
        this.candidates = candidates;
        this.rules = rules;
        this.gate = gate;
        this.occupancy = occupancy;
        this.holds = holds;
        this.reservations = reservations;
        this.json = json;
        this.idempotency = idempotency;
        this.meters = meters;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
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
        try {
            Answer answer = idempotency.once(key, () -> {
                ServicePlan plan = catalog.plan(order.businessId(), order.serviceId());
                rules.check(plan, order, caller);
                Placed placed = place(new Attempt(caller, order, Optional.of(key), plan));
                return new Answer(201, placed.body, false);
            });
            meters.count(answer.replayed() ? BookingMeters.Attempt.REPLAYED : BookingMeters.Attempt.BOOKED);
            return answer;
        } catch (RuntimeException e) {
            meters.count(BookingMeters.Attempt.ofRefusal(e));
            throw e;
        }
    }

    /** The same for an order that no client repeats. Many of them may share a transaction; each is taken or refused alone. */
    public Reservation book(Caller caller, Order order) {
        ServicePlan plan = catalog.plan(order.businessId(), order.serviceId());
        rules.check(plan, order, caller);
        Placed placed = place(new Attempt(caller, order, Optional.empty(), plan));
        // The next of the same transaction must not go by what was free before it.
        occupancy.forget(placed.claims);
        return placed.reservation;
    }

    private record Attempt(Caller caller, Order order, Optional<Idempotency.Key> key, ServicePlan plan) {}

    private record Placed(Reservation reservation, List<Claim> claims, String body) {}

    private Placed place(Attempt attempt) {
        boolean busy = false;
        for (Choice choice : candidates.of(attempt.plan, attempt.order)) {
            Optional<Gate.Pass> pass = gate.enter(choice.exclusiveCells());
            if (pass.isEmpty()) {
                busy = true;
                continue;
            }
            try {
                Optional<Placed> placed = takeOrClearAndTake(attempt, choice);
                if (placed.isPresent()) {
                    return placed.get();
                }
            } finally {
                pass.get().leave();
            }
        }
        Problem refusal = busy
                ? Problem.conflict("slot_busy", "Somebody is booking this time just now; try again in a moment.")
                        .retryAfter(1)
                : Problem.conflict("slot_taken", "This time is taken; the alternatives are free.");
        throw refusal.with("alternatives", availability.nearest(attempt.plan, attempt.order));
    }

    private Optional<Placed> takeOrClearAndTake(Attempt attempt, Choice choice) {
        Optional<Placed> placed = take(attempt, choice);
        if (placed.isEmpty()) {
            occupancy.forget(choice.claims());
            if (holds.expireOn(choice.claims())) {
                return take(attempt, choice);
            }
        }
        return placed;
    }

    /** The transaction. Empty if a cell had no room, and then nothing is written. */
    private Optional<Placed> take(Attempt attempt, Choice choice) {
        try {
            return Optional.of(Objects.requireNonNull(transaction.execute(status -> write(attempt, choice))));
        } catch (Capacity.NoRoom e) {
            return Optional.empty();
        }
    }

    private Placed write(Attempt attempt, Choice choice) {
        Reservation reservation = rules.reservation(attempt.plan, attempt.order, attempt.caller, clock.millis());
        String body = json.of(detail(attempt.plan, reservation, choice), attempt.caller);
        reservations.add(reservation, choice.claims(), attempt.key.map(key -> idempotency.write(key, 201, body)));
        return new Placed(reservation, choice.claims(), body);
    }

    private static Reservation.Detail detail(ServicePlan plan, Reservation reservation, Choice choice) {
        return new Reservation.Detail(
                reservation,
                plan.business().name(),
                plan.business().ownerId(),
                plan.service().name(),
                plan.zone().getId(),
                null,
                choice.assigned());
    }
}
