package dev.jari.reservation;

import dev.jari.capacity.Capacity;
import dev.jari.capacity.Claim;
import dev.jari.catalog.Catalog;
import dev.jari.catalog.Service.Mode;
import dev.jari.database.Database;
import dev.jari.database.Database.Write;
import dev.jari.reservation.Reservation.Action;
import dev.jari.reservation.Reservation.Changed;
import dev.jari.reservation.Reservation.Companion;
import dev.jari.reservation.Reservation.Detail;
import dev.jari.reservation.Reservation.State;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a reservation: seen, confirmed, cancelled, decided by the shop, expired. */
@Service
@Transactional(readOnly = true)
public class Reservations {
    private final ReservationStore store;
    private final Capacity capacity;
    private final Catalog catalog;
    private final Database database;
    private final List<Companion> companions;
    private final ApplicationEventPublisher events;

    Reservations(
            ReservationStore store,
            Capacity capacity,
            Catalog catalog,
            Database database,
            List<Companion> companions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.capacity = capacity;
        this.catalog = catalog;
        this.database = database;
        this.companions = companions;
        this.events = events;
    }

    /**
     * Writes a new one, what it claims and what goes along, in the running transaction; {@link Capacity.NoRoom} if the place cannot
     * be had.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Reservation reservation, List<Claim> claims, Optional<Write> along) {
        Changed made = Changed.made(reservation);
        // The cells come late: others who want them wait from then on until the commit.
        List<Write> writes = new ArrayList<>(with(made));
        writes.add(store.insert(reservation));
        writes.addAll(capacity.claim(reservation.businessId(), reservation.id(), claims));
        writes.add(BookingRules.unlessSuspended(reservation));
        along.ifPresent(writes::add);
        database.write(writes);
        events.publishEvent(made);
    }

    private List<Write> with(Changed changed) {
        return companions.stream()
                .flatMap(companion -> companion.with(changed).stream())
                .toList();
    }

    List<Detail> list(Reservation.Filter filter) {
        return store.list(filter);
    }

    /** Seen by its customer and by the shop; for anybody else there is none. */
    public Detail byId(String id, Caller caller) {
        return store.find(id)
                .filter(detail ->
                        isShop(detail, caller) || detail.reservation().userId().equals(caller.userId()))
                .orElseThrow(() -> Problem.notFound("reservation"));
    }

    /** 409 {@code state_changed} if it is no longer, or never was, in a state from which this can be done. */
    @Transactional
    public Detail act(String id, Action action, Caller caller) {
        Detail detail = byId(id, caller);
        boolean shop = isShop(detail, caller);
        if (action.by == Reservation.Party.SHOP && !shop) {
            throw Problem.forbidden("Only the shop can do this.");
        }
        Reservation seen = detail.reservation();
        long now = database.millis();
        checkMoment(detail, action, shop, now);
        State to = action.leadsTo(asksForApproval(seen, shop));
        return detail.with(move(seen, to, now, Optional.of(caller.userId())).orElseThrow(() -> stateChanged(seen)));
    }

    /** Empty if it is no longer as it was seen. Its place is given back when it takes none any more. */
    @Transactional
    Optional<Reservation> move(Reservation seen, State to, long now, Optional<String> by) {
        Optional<Reservation> moved = store.move(seen, to, now);
        moved.ifPresent(reservation -> {
            if (!to.claims()) {
                capacity.release(reservation.businessId(), reservation.id());
            }
            Changed changed = new Changed(reservation, Optional.of(seen.state()), by);
            events.publishEvent(changed);
            database.write(with(changed));
        });
        return moved;
    }

    private boolean asksForApproval(Reservation reservation, boolean shop) {
        return !shop
                && catalog.plan(reservation.businessId(), reservation.serviceId())
                                .service()
                                .mode()
                        == Mode.APPROVAL;
    }

    private static void checkMoment(Detail detail, Action action, boolean shop, long now) {
        Reservation seen = detail.reservation();
        if (!action.allowedFrom(seen.state())) {
            throw stateChanged(seen);
        }
        Long expiresAt = seen.expiresAt();
        if (action == Action.CONFIRM && expiresAt != null && expiresAt <= now) {
            throw Problem.conflict("state_changed", "The hold has expired; choose a time again.")
                    .with("state", State.EXPIRED);
        }
        if (action == Action.CANCEL && !detail.cancellableBy(shop, now)) {
            throw Problem.conflict("too_late", "It is too late to cancel this here; please contact the shop.");
        }
    }

    private static Problem stateChanged(Reservation seen) {
        return Problem.conflict("state_changed", "This reservation is " + seen.state() + " by now; load it again.")
                .with("state", seen.state());
    }

    private static boolean isShop(Detail detail, Caller caller) {
        return detail.ownerId().equals(caller.userId());
    }
}
