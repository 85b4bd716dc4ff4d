package dev.jari.reservation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One booking. Times are epoch milliseconds. */
public record Reservation(
        String id,
        String businessId,
        String serviceId,
        String userId,
        @Nullable Guest guest,
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

    Reservation in(State next) {
        return new Reservation(
                id,
                businessId,
                serviceId,
                userId,
                guest,
                code,
                next,
                version + 1,
                startAt,
                endAt,
                party,
                note,
                null,
                cancelUntil,
                createdAt);
    }

    /** Whom the shop expects when it booked itself: a walk-in, a call. */
    public record Guest(
            @Schema(example = "김하늘") String name,
            @Schema(example = "010-0000-0000") @Nullable String phone) {}

    /** Something happened to a reservation; published within its transaction. */
    public record Changed(Reservation reservation) {}

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

    /** What can be done to a reservation, by whom, from which states. */
    public enum Action {
        CONFIRM(Party.EITHER),
        CANCEL(Party.EITHER),
        APPROVE(Party.SHOP),
        REJECT(Party.SHOP),
        CHECK_IN(Party.SHOP),
        COMPLETE(Party.SHOP),
        MARK_NO_SHOW(Party.SHOP);

        final Party by;

        Action(Party by) {
            this.by = by;
        }

        public boolean allowedFrom(State state) {
            return switch (this) {
                case CONFIRM -> state == State.HELD;
                case CANCEL -> state == State.HELD || state == State.PENDING || state == State.CONFIRMED;
                case APPROVE, REJECT -> state == State.PENDING;
                case CHECK_IN, MARK_NO_SHOW -> state == State.CONFIRMED;
                case COMPLETE -> state == State.CONFIRMED || state == State.CHECKED_IN;
            };
        }

        /** Confirming a hold of a service that the shop approves asks the shop. */
        State leadsTo(boolean approval) {
            return switch (this) {
                case CONFIRM -> approval ? State.PENDING : State.CONFIRMED;
                case CANCEL -> State.CANCELLED;
                case APPROVE -> State.CONFIRMED;
                case REJECT -> State.REJECTED;
                case CHECK_IN -> State.CHECKED_IN;
                case COMPLETE -> State.COMPLETED;
                case MARK_NO_SHOW -> State.NO_SHOW;
            };
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

    /** Which reservations to list: of one customer, or of one shop, from a start on; ordered by (start, id). */
    record Filter(
            Optional<String> userId,
            Optional<String> businessId,
            List<State> states,
            long from,
            long to,
            long afterStart,
            String afterId,
            int limit) {}
}
