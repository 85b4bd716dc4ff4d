package dev.jari.chat;

import dev.jari.reservation.Reservation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where a reservation is talked about, a line of the system says what becomes of it. Whoever should know is told otherwise, too. */
@Component
class BookingLines {
    private final RoomStore rooms;
    private final MessageStore messages;
    private final FanOut fanOut;
    private final Clock clock;

    BookingLines(RoomStore rooms, MessageStore messages, FanOut fanOut, Clock clock) {
        this.rooms = rooms;
        this.messages = messages;
        this.fanOut = fanOut;
        this.clock = clock;
    }

    /** Before anybody is notified: a message takes the room first and then its readers' notifications, and so must this. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void changed(Reservation.Changed changed) {
        // Of a new one nobody has talked yet.
        if (changed.before().isPresent()) {
            word(changed)
                    .ifPresent(word -> rooms.ofReservation(changed.reservation().id())
                            .ifPresent(room -> write(room, changed.reservation(), word)));
        }
    }

    private static Optional<String> word(Reservation.Changed changed) {
        Reservation reservation = changed.reservation();
        boolean own = changed.by().filter(reservation.userId()::equals).isPresent();
        return switch (reservation.state()) {
            case CONFIRMED -> Optional.of("confirmed");
            case CANCELLED -> Optional.of(own ? "cancelled_by_customer" : "cancelled_by_shop");
            case REJECTED -> Optional.of("rejected");
            case NO_SHOW -> Optional.of("no_show");
            case EXPIRED -> Optional.of("expired");
            case HELD, PENDING, CHECKED_IN, COMPLETED -> Optional.empty();
        };
    }

    /** Each version of a reservation is reached once, so that there is nothing to be found here from before. */
    private void write(String roomId, Reservation reservation, String word) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long seq = rooms.next(roomId, now.toEpochMilli());
        String key = "booking:" + reservation.version();
        Message line = Message.system(roomId, seq, word, key, now);
        if (!messages.insert(line, reservation.businessId())) {
            throw new IllegalStateException("Reservation %s has a line for version %d already"
                    .formatted(reservation.id(), reservation.version()));
        }
        fanOut.tellAfterCommit(line);
    }
}
