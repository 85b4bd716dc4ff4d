package dev.jari.reservation;

import dev.jari.database.Database;
import dev.jari.reservation.Reservation.State;
import dev.jari.user.Export;
import dev.jari.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A customer's bookings in their own data. Of one who leaves, those to come are cancelled and all stay, with nobody's name. */
@Component
class CustomerData implements Export {
    private static final int MOST = 100_000;

    private final Reservations reservations;
    private final ReservationStore store;
    private final Database database;

    CustomerData(Reservations reservations, ReservationStore store, Database database) {
        this.reservations = reservations;
        this.store = store;
        this.database = database;
    }

    record Exported(
            String id,
            String code,
            State state,
            String business,
            String service,
            Instant start,
            Instant end,
            int party,
            @Nullable String note,
            Instant createdAt) {
        static Exported of(Reservation.Detail detail) {
            Reservation it = detail.reservation();
            return new Exported(
                    it.id(),
                    it.code(),
                    it.state(),
                    detail.businessName(),
                    detail.serviceName(),
                    Instant.ofEpochMilli(it.startAt()),
                    Instant.ofEpochMilli(it.endAt()),
                    it.party(),
                    it.note(),
                    Instant.ofEpochMilli(it.createdAt()));
        }
    }

    @Override
    public String name() {
        return "reservations";
    }

    @Override
    public Object of(String userId) {
        return reservations
                .list(new Reservation.Filter(
                        false, userId, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, "", MOST))
                .stream()
                .map(Exported::of)
                .toList();
    }

    @EventListener
    void erase(Users.Deleted deleted) {
        long now = database.millis();
        Optional<String> by = Optional.of(deleted.userId());
        store.toCome(deleted.userId(), now).forEach(seen -> reservations.move(seen, State.CANCELLED, now, by));
        store.forgetNotes(deleted.userId());
    }
}
