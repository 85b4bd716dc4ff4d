package dev.jari.reservation;

import dev.jari.business.Interval;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import dev.jari.database.Database.Write;
import dev.jari.reservation.Booker.Order;
import dev.jari.reservation.Reservation.State;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.stereotype.Component;

/** Who may book what, and when; each refusal has the code that clients branch on. */
@Component
class BookingRules {
    /** Read aloud at a counter: no letters that look or sound like another, and no vowels that could make a word. */
    private static final String CODE_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ";

    private static final int CODE_LENGTH = 8;

    private final ReservationStore store;
    private final Availability availability;
    private final ReservationSettings settings;
    private final SecureRandom random = new SecureRandom();

    BookingRules(ReservationStore store, Availability availability, ReservationSettings settings) {
        this.store = store;
        this.availability = availability;
        this.settings = settings;
    }

    void check(ServicePlan plan, Order order, Caller caller) {
        if (order.guest() != null && !isShop(plan, caller)) {
            throw Problem.forbidden("Only the shop books for a guest.");
        }
        if (!plan.isBookable()) {
            throw notBookable();
        }
        Service service = plan.service();
        if (order.party() < service.minParty() || order.party() > service.maxParty()) {
            throw Problem.unprocessable(
                    "party_size",
                    "This service takes a party of %d to %d.".formatted(service.minParty(), service.maxParty()));
        }
    }

    /**
     * Finds nothing to write, or makes the booking fail: the shop was suspended after its plan was remembered. So none that begins after
     * the suspension was acknowledged is taken, on any instance.
     */
    static Write unlessSuspended(Reservation reservation) {
        return new Write("""
                update reservation set version = version
                 where id = :id and exists (select 1 from business where id = :businessId and suspended_at is not null)
                """, new SimplePropertySqlParameterSource(reservation), 0, BookingRules::notBookable);
    }

    private static Problem notBookable() {
        return Problem.conflict("not_bookable", "This shop takes no bookings for this service.");
    }

    /** A shop that enters a walk-in is bound by its hours only; a customer also by lead time, horizon and the grid. */
    void checkTime(ServicePlan plan, Order order, Starts starts) {
        boolean walkIn = order.guest() != null;
        if (!walkIn) {
            availability.outsideBookingTime(plan, order.start()).ifPresent(reason -> {
                throw reason == Starts.Reason.LEAD_TIME
                        ? Problem.unprocessable(
                                "lead_time", "This time is over or too soon to book; choose a later one.")
                        : Problem.unprocessable(
                                "horizon", "This time is too far ahead to book; choose an earlier one.");
            });
        }
        if (!starts.isOpen(order.start())) {
            throw Problem.unprocessable("outside_hours", "The shop does not serve at this time; see the availability.");
        }
        if (!(walkIn ? order.start() % 300_000 == 0 : isOnGrid(plan, order.start()))) {
            throw Problem.unprocessable("off_grid", "Bookings start at the times that the availability lists.");
        }
    }

    private static boolean isOnGrid(ServicePlan plan, long start) {
        long step = plan.service().stepMinutes() * 60_000L;
        LocalDate date = Availability.localDate(plan, start);
        List<Interval> windows = plan.anchors(date.minusDays(2), date);
        return windows.stream().anyMatch(window -> window.contains(start) && (start - window.start()) % step == 0);
    }

    Reservation reservation(ServicePlan plan, Order order, Caller caller, long now) {
        Service service = plan.service();
        State state = state(service, order);
        Reservation reservation = new Reservation(
                Ids.next(),
                plan.business().id(),
                service.id(),
                caller.userId(),
                order.guest() == null ? null : order.guest().name().strip(),
                order.guest() == null ? null : order.guest().phone(),
                code(),
                state,
                0,
                order.start(),
                order.start() + service.durationMinutes() * 60_000L,
                order.party(),
                order.note(),
                state == State.HELD ? now + service.holdMinutes() * 60_000L : null,
                order.start() - service.cancelBeforeMinutes() * 60_000L,
                now);
        checkLimit(reservation, now);
        return reservation;
    }

    private void checkLimit(Reservation reservation, long now) {
        int limit = settings.maxOpenPerCustomer();
        if (limit > 0
                && reservation.guest().isEmpty()
                && store.countOpen(reservation.businessId(), reservation.userId(), now) >= limit) {
            throw Problem.conflict(
                    "limit_reached",
                    "You have %d open bookings here, which is the limit; cancel one first.".formatted(limit));
        }
    }

    private static State state(Service service, Order order) {
        if (order.hold()) {
            return State.HELD;
        }
        boolean asks = service.mode() == Service.Mode.APPROVAL && order.guest() == null;
        return asks ? State.PENDING : State.CONFIRMED;
    }

    private String code() {
        return random.ints(CODE_LENGTH, 0, CODE_LETTERS.length())
                .mapToObj(letter -> CODE_LETTERS.substring(letter, letter + 1))
                .collect(Collectors.joining());
    }

    static boolean isShop(ServicePlan plan, Caller caller) {
        return plan.business().isOwnedBy(caller.userId());
    }
}
