package dev.jari.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.capacity.Claim;
import dev.jari.database.Database;
import dev.jari.reservation.Reservation.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Holds end by themselves: to the second, by the instance that made them. Should that be gone, at once when somebody else wants the place
 * and within seconds otherwise.
 */
@Component
class Holds {
    private static final Logger log = LoggerFactory.getLogger(Holds.class);
    private static final int REAPED_AT_ONCE = 200;

    private final ReservationStore store;
    private final Reservations reservations;
    private final Database database;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Cache<List<Claim>, Boolean> looked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(200))
            .build();

    Holds(ReservationStore store, Reservations reservations, Database database, TaskScheduler scheduler, Clock clock) {
        this.store = store;
        this.reservations = reservations;
        this.database = database;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @TransactionalEventListener
    void held(Reservation.Changed changed) {
        Reservation reservation = changed.reservation();
        if (reservation.state() == State.HELD) {
            endIn(reservation, Objects.requireNonNull(reservation.expiresAt()) - clock.millis());
        }
    }

    private void endIn(Reservation hold, long millis) {
        Runnable end = () -> Thread.ofVirtual().name("hold").start(() -> end(hold));
        // Nobody waits for it, and nobody calls it off: of a hold that was confirmed it finds nothing to end.
        Future<?> _ = scheduler.schedule(end, scheduler.getClock().instant().plusMillis(millis));
    }

    /** The database's clock has the last word. */
    private void end(Reservation hold) {
        try {
            long now = database.millis();
            long left = Objects.requireNonNull(hold.expiresAt()) - now;
            if (left > 0) {
                endIn(hold, left);
            } else {
                expire(List.of(hold), now);
            }
        } catch (RuntimeException e) {
            log.debug("A hold waits to be reaped", e);
        }
    }

    /** Ends the holds on these cells that are past their time; true if there was any. */
    boolean expireOn(List<Claim> claims) {
        // A crowd at one taken place need not each look behind the same holds.
        if (looked.asMap().putIfAbsent(claims, true) != null) {
            return false;
        }
        long now = database.millis();
        return expire(store.staleHolds(claims, now), now);
    }

    @Scheduled(fixedDelay = 5000)
    void reap() {
        boolean more = true;
        while (more) {
            long now = database.millis();
            more = expire(store.staleHolds(now, REAPED_AT_ONCE), now);
        }
    }

    /** Each in its own transaction: it may be confirmed at this moment, and then the compare-and-set leaves it alone. */
    private boolean expire(List<Reservation> stale, long now) {
        boolean any = false;
        for (Reservation hold : stale) {
            any |= reservations.move(hold, State.EXPIRED, now, Optional.empty()).isPresent();
        }
        return any;
    }
}
