package dev.jari.reservation;

import dev.jari.database.Database.Write;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One booking. Times are epoch milliseconds. */
public record Reservation(
        String id,
        String businessId,
        String serviceId,
        String userId,
        @Nullable String guestName,
        @Nullable String guestPhone,
        String code,
        State state,
        int version,
        long startAt,
        long endAt,
        int party,
        @Nullable String note,
        @Nullable Long expiresAt,
        long cancelUntil,
        long createdAt) {

    Optional<Guest> guest() {
        return Optional.ofNullable(guestName).map(name -> new Guest(name, guestPhone));
    }

    /** Whom the shop expects when it booked itself: a walk-in, a call. */
    public record Guest(
            @NotBlank @Size(max = 80) @Schema(example = "김하늘")
            String name,

            @Size(max = 30) @Schema(example = "010-0000-0000") @Nullable
            String phone) {}

    /**
     * Something happened to a reservation; published within its transaction. {@code before}: its state until then, if it was there;
     * {@code by}: who did it, unless it was time that passed.
     */
    public record Changed(Reservation reservation, Optional<State> before, Optional<String> by) {

        static Changed made(Reservation reservation) {
            return new Changed(reservation, Optional.empty(), Optional.of(reservation.userId()));
        }
    }

    /** What another module writes with each change: in its transaction, and to PostgreSQL in the same message. */
    public interface Companion {
        List<Write> with(Changed changed);
    }

    public enum State {
        HELD,
        PENDING,
        CONFIRMED,
        CHECKED_IN,
        COMPLETED,
        CANCELLED,
        REJECTED,
        EXPIRED,
        NO_SHOW;

        /** Whether the place is still taken. */
        public boolean claims() {
            return this != CANCELLED && this != REJECTED && this != EXPIRED;
        }
    }

    /** What can be done to a reservation: by whom, what becomes of it, from which states. */
    public enum Action {
        CONFIRM(Party.EITHER, State.CONFIRMED, State.HELD),
        CANCEL(Party.EITHER, State.CANCELLED, State.HELD, State.PENDING, State.CONFIRMED),
        APPROVE(Party.SHOP, State.CONFIRMED, State.PENDING),
        REJECT(Party.SHOP, State.REJECTED, State.PENDING),
        CHECK_IN(Party.SHOP, State.CHECKED_IN, State.CONFIRMED),
        COMPLETE(Party.SHOP, State.COMPLETED, State.CONFIRMED, State.CHECKED_IN),
        MARK_NO_SHOW(Party.SHOP, State.NO_SHOW, State.CONFIRMED);

        final Party by;
        private final State to;

        @SuppressWarnings("ImmutableEnumChecker") // Set.of() is immutable; its type does not say so.
        private final Set<State> from;

        Action(Party by, State to, State... from) {
            this.by = by;
            this.to = to;
            this.from = Set.of(from);
        }

        public boolean allowedFrom(State state) {
            return from.contains(state);
        }

        /** Confirming a hold of a service that the shop approves asks the shop. */
        State leadsTo(boolean approval) {
            return this == CONFIRM && approval ? State.PENDING : to;
        }
    }

    enum Party {
        EITHER,
        SHOP
    }

    /** One resource that serves a reservation, in which role. */
    public record Assigned(
            @Schema(example = "staff") String role,

            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a13")
            String id,

            @Schema(example = "수아") String name) {}

    /** A reservation with what its page shows beside it; {@code customerName} is read from the database only. */
    public record Detail(
            Reservation reservation,
            String businessName,
            String ownerId,
            String serviceName,
            String zone,
            @Nullable String customerName,
            List<Assigned> resources) {

        Detail with(List<Assigned> assigned) {
            return new Detail(reservation, businessName, ownerId, serviceName, zone, customerName, assigned);
        }

        Detail with(Reservation moved) {
            return new Detail(moved, businessName, ownerId, serviceName, zone, customerName, resources);
        }

        boolean cancellableBy(boolean shop, long now) {
            long until = shop ? reservation.endAt : reservation.cancelUntil;
            return Action.CANCEL.allowedFrom(reservation.state) && now <= until;
        }
    }

    /** Which reservations to list: of one shop or else of one customer, from a start on; ordered by (start, id). */
    record Filter(
            boolean ofShop,
            String owner,
            List<String> states,
            long from,
            long to,
            long afterStart,
            String afterId,
            int limit) {}
}
