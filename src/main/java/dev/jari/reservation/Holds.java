package dev.jari.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.capacity.Claim;
import dev.jari.capacity.Database;
import dev.jari.reservation.Reservation.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Holds end by themselves: at once when somebody else wants the place, within seconds otherwise. */
@Component
class Holds {
    private static final int REAPED_AT_ONCE = 200;

    private final ReservationStore store;
    private final Reservations reservations;
    private final Database database;
    private final Cache<List<Claim>, Boolean> looked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(200))
            .build();

    Holds(ReservationStore store, Reservations reservations, Database database) {
        this.store = store;
        this.reservations = reservations;
        this.database = database;
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
