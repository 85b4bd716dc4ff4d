package dev.jari.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.capacity.Capacity;
import dev.jari.capacity.Claim;
import dev.jari.reservation.Reservation.State;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds end by themselves: at once when somebody else wants the place, within seconds otherwise. */
@Component
class Holds {
    private static final int REAPED_AT_ONCE = 200;

    private final ReservationStore store;
    private final Capacity capacity;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final Cache<List<Claim>, Boolean> looked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(200))
            .build();

    Holds(
            ReservationStore store,
            Capacity capacity,
            DatabaseClock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.capacity = capacity;
        this.clock = clock;
        this.events = events;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Ends the holds on these cells that are past their time; true if there was any. */
    boolean expireOn(List<Claim> claims) {
        // A crowd at one taken place need not each look behind the same holds.
        if (looked.asMap().putIfAbsent(claims, true) != null) {
            return false;
        }
        return expire(() -> store.staleHolds(
                claims.stream().map(Claim::resourceId).toList(),
                claims.stream().mapToLong(Claim::first).min().orElse(0),
                claims.stream().mapToLong(Claim::last).max().orElse(0),
                clock.millis()));
    }

    @Scheduled(fixedDelay = 5000)
    void reap() {
        boolean more = true;
        while (more) {
            more = expire(() -> store.staleHolds(clock.millis(), REAPED_AT_ONCE));
        }
    }

    private boolean expire(Supplier<List<Reservation>> stale) {
        boolean any = false;
        for (Reservation hold : Objects.requireNonNull(reading.execute(status -> stale.get()))) {
            any |= Boolean.TRUE.equals(writing.execute(status -> expire(hold)));
        }
        return any;
    }

    /** Each in its own transaction: it may be confirmed at this moment, and then the compare-and-set leaves it alone. */
    private boolean expire(Reservation hold) {
        if (!store.move(hold, State.EXPIRED, clock.millis())) {
            return false;
        }
        capacity.release(hold.id());
        events.publishEvent(new Reservation.Changed(hold.in(State.EXPIRED)));
        return true;
    }
}
