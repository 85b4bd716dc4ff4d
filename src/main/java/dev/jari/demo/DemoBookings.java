package dev.jari.demo;

import dev.jari.business.Interval;
import dev.jari.catalog.Catalog;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import dev.jari.reservation.Booker;
import dev.jari.reservation.Reservation;
import dev.jari.reservation.Reservation.Action;
import dev.jari.reservation.Reservation.Guest;
import dev.jari.reservation.Reservation.State;
import dev.jari.reservation.Reservations;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A few weeks of one shop's bookings, past and to come, drawn from a seed: the same shop on the same date has the same ones.
 * What is past was entered by the shop; of what is to come the customers booked a part themselves.
 */
@Component
class DemoBookings {
    private static final long SEED = 20_260_101;
    private static final int DAYS_BACK = 14;
    private static final int DAYS_AHEAD = 21;
    private static final List<String> FAMILY = List.of("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임");
    private static final List<String> GIVEN =
            List.of("서연", "도윤", "하은", "시우", "지민", "예준", "수아", "건우", "다은", "현서", "유나", "민재");
    private static final List<String> NOTES = List.of("처음 방문해요", "조금 늦을 수 있어요", "조용한 자리 부탁드려요", "주차 가능한가요?");

    private final Catalog catalog;
    private final Booker booker;
    private final Reservations reservations;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DemoBookings(
            Catalog catalog,
            Booker booker,
            Reservations reservations,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.catalog = catalog;
        this.booker = booker;
        this.reservations = reservations;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Answers how many it made. {@code number} tells the shops apart, so that each has its own luck. A day is a transaction:
     * one for each booking would wait for the disk two thousand times, one for all would keep the first visitors waiting.
     */
    int fill(DemoShops.Opened shop, int number, Caller owner, List<Caller> customers) {
        LocalDate today = LocalDate.now(clock.withZone(shop.business().zone()));
        SplittableRandom random = new SplittableRandom(SEED + number * 31L + today.toEpochDay() * 1009);
        List<ServicePlan> plans = shop.serviceIds().stream()
                .map(id -> catalog.plan(shop.business().id(), id))
                .toList();
        int booked = 0;
        for (int day = -DAYS_BACK; day <= DAYS_AHEAD; day++) {
            LocalDate date = today.plusDays(day);
            int demand = demand(shop, day, date, random);
            boolean future = day > 0;
            booked += Objects.requireNonNull(transaction.execute(
                    status -> fill(plans, date, demand, future ? customers : List.of(), owner, random)));
        }
        return booked;
    }

    private int fill(
            List<ServicePlan> plans,
            LocalDate date,
            int demand,
            List<Caller> customers,
            Caller owner,
            SplittableRandom random) {
        int booked = 0;
        for (int i = demand; i > 0; i--) {
            ServicePlan plan = plans.get(random.nextInt(plans.size()));
            List<Long> starts = starts(plan, date);
            if (starts.isEmpty()) {
                continue;
            }
            boolean own = !customers.isEmpty() && random.nextInt(16) == 0;
            Caller caller = own ? customers.get(random.nextInt(customers.size())) : owner;
            Booker.Order order = order(plan, starts.get(random.nextInt(starts.size())), !own, random);
            booked += book(order, caller, owner, random.nextInt(100)) ? 1 : 0;
        }
        return booked;
    }

    /** More at the end of the week, fewer the further ahead. */
    private static int demand(DemoShops.Opened shop, int day, LocalDate date, SplittableRandom random) {
        boolean busy = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) >= 0;
        double ahead = day <= 0 ? 1 : 1 - day / (DAYS_AHEAD * 1.2);
        return (int) Math.round(shop.bookingsPerDay() * ahead * (busy ? 1.25 : 0.9) * random.nextDouble(0.7, 1.3));
    }

    /** The times of the date's grid, if the shop is open at all. */
    private static List<Long> starts(ServicePlan plan, LocalDate date) {
        long step = plan.service().stepMinutes() * 60_000L;
        long duration = plan.service().durationMinutes() * 60_000L;
        List<Long> starts = new ArrayList<>();
        for (Interval window : plan.anchors(date, date)) {
            for (long start = window.start(); start + duration <= window.end(); start += step) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static Booker.Order order(ServicePlan plan, long start, boolean forGuest, SplittableRandom random) {
        Service service = plan.service();
        // Small parties are the most.
        int most = random.nextInt(service.minParty(), service.maxParty() + 1);
        int party = random.nextInt(service.minParty(), most + 1);
        Guest guest = new Guest(
                pick(FAMILY, random) + pick(GIVEN, random), "010-0000-%04d".formatted(random.nextInt(10_000)));
        String note = random.nextInt(8) == 0 ? pick(NOTES, random) : null;
        return new Booker.Order(
                plan.business().id(),
                service.id(),
                start,
                party,
                Optional.empty(),
                false,
                note,
                forGuest ? guest : null);
    }

    private static String pick(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    /** False if the place was taken already, as happens on a good day. */
    private boolean book(Booker.Order order, Caller caller, Caller owner, int luck) {
        try {
            Reservation made = booker.book(caller, order);
            outcome(made, clock.millis(), luck).ifPresent(action -> reservations.act(made.id(), action, owner));
            return true;
        } catch (Problem taken) {
            return false;
        }
    }

    private static Optional<Action> outcome(Reservation made, long now, int luck) {
        if (made.endAt() <= now) {
            return Optional.of(luck < 4 ? Action.MARK_NO_SHOW : Action.COMPLETE);
        }
        if (luck < 6) {
            return Optional.of(Action.CANCEL);
        }
        return made.state() == State.PENDING && luck < 50 ? Optional.of(Action.APPROVE) : Optional.empty();
    }
}
