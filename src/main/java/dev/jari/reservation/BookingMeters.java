package dev.jari.reservation;

import dev.jari.reservation.Reservation.State;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What became of the attempts to book, and of the reservations. */
@Component
class BookingMeters {
    private final Map<Attempt, Counter> attempts = new EnumMap<>(Attempt.class);
    private final Map<State, Counter> changes = new EnumMap<>(State.class);

    BookingMeters(MeterRegistry meters) {
        for (Attempt attempt : Attempt.values()) {
            attempts.put(attempt, meters.counter("jari.bookings", "outcome", lower(attempt)));
        }
        for (State state : State.values()) {
            changes.put(state, meters.counter("jari.reservations", "state", lower(state)));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** REFUSED: by a rule of the shop or of ours; FAILED: through no fault of who booked. */
    enum Attempt {
        BOOKED,
        REPLAYED,
        SLOT_TAKEN,
        SLOT_BUSY,
        REFUSED,
        FAILED;

        static Attempt ofRefusal(RuntimeException e) {
            if (!(e instanceof Problem problem) || problem.status().is5xxServerError()) {
                return FAILED;
            }
            return switch (problem.code()) {
                case "slot_taken" -> SLOT_TAKEN;
                case "slot_busy" -> SLOT_BUSY;
                default -> REFUSED;
            };
        }
    }

    void count(Attempt attempt) {
        Objects.requireNonNull(attempts.get(attempt)).increment();
    }

    @TransactionalEventListener
    void changed(Reservation.Changed change) {
        Objects.requireNonNull(changes.get(change.reservation().state())).increment();
    }
}
