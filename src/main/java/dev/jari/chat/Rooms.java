package dev.jari.chat;

import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.chat.Room.Badge;
import dev.jari.chat.Room.Member;
import dev.jari.chat.Room.Reader;
import dev.jari.chat.Room.Side;
import dev.jari.chat.Room.Summary;
import dev.jari.reservation.Reservation;
import dev.jari.reservation.Reservations;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who talks where: opening a room, coming and leaving, how far each has read, and who does not want to talk. */
@Service
@Transactional(readOnly = true)
class Rooms {
    private final RoomStore store;
    private final RoomListStore lists;
    private final Businesses businesses;
    private final Reservations reservations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rooms(
            RoomStore store,
            RoomListStore lists,
            Businesses businesses,
            Reservations reservations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.businesses = businesses;
        this.reservations = reservations;
        this.events = events;
        this.clock = clock;
    }

    /** {@code made}: it was not there before. */
    record Opened(Summary room, boolean made) {}

    /** Whom a room is for. */
    private record Pair(
            String businessId,
            String ownerId,
            String customerId,
            @Nullable String reservationId) {}

    /** The caller's room with a shop; one who had left it is back. */
    @Transactional
    Opened openWith(String businessId, Caller caller) {
        Business business = businesses.byId(businessId);
        if (business.isOwnedBy(caller.userId())) {
            throw Problem.unprocessable("own_business", "Shops answer; open the room of a reservation to write first.");
        }
        return open(new Pair(business.id(), business.ownerId(), caller.userId(), null), caller);
    }

    /** The room of a reservation, for its customer or its shop. */
    @Transactional
    Opened openAbout(String reservationId, Caller caller) {
        var detail = reservations.byId(reservationId, caller);
        Reservation reservation = detail.reservation();
        Pair pair = new Pair(reservation.businessId(), detail.ownerId(), reservation.userId(), reservation.id());
        if (!caller.userId().equals(pair.ownerId) && !caller.userId().equals(pair.customerId)) {
            throw Problem.notFound("reservation");
        }
        if (pair.ownerId.equals(pair.customerId)) {
            throw Problem.unprocessable("no_counterpart", "The shop booked this itself: there is nobody to write to.");
        }
        return open(pair, caller);
    }

    private Opened open(Pair pair, Caller caller) {
        boolean made = store.insert(Ids.next(), pair.businessId, pair.customerId, pair.reservationId, clock.millis());
        String id = store.idOf(pair.businessId, pair.customerId, pair.reservationId);
        boolean isCustomer = caller.userId().equals(pair.customerId);
        store.join(id, pair.businessId, pair.customerId, Side.CUSTOMER, isCustomer);
        store.join(id, pair.businessId, pair.ownerId, Side.SHOP, !isCustomer);
        return new Opened(lists.summary(id, caller.userId()).orElseThrow(), made);
    }

    /** The room, to one who is in it. */
    Room require(String roomId, String userId) {
        return store.find(roomId)
                .filter(room -> room.member(userId).isPresent())
                .orElseThrow(() -> Problem.notFound("room"));
    }

    List<Summary> list(String userId, long beforeAt, String beforeId, int limit) {
        return lists.list(userId, beforeAt, beforeId, limit);
    }

    Summary summary(String roomId, String userId) {
        return lists.summary(roomId, userId).orElseThrow(() -> Problem.notFound("room"));
    }

    List<Reader> readers(String roomId, String userId) {
        require(roomId, userId);
        return lists.readers(roomId);
    }

    List<Badge> badges(String userId, long since) {
        return lists.badges(userId, since);
    }

    int unread(String userId) {
        return lists.unread(userId);
    }

    /** False if they were not in it. */
    @Transactional
    boolean leave(String roomId, String userId) {
        return store.leave(roomId, userId, clock.millis());
    }

    /** How far the person has now read, if that is further than before. */
    @Transactional
    Optional<Long> read(String roomId, String userId, long seq) {
        require(roomId, userId);
        Optional<Long> read = store.read(roomId, userId, seq, clock.millis());
        read.ifPresent(now -> events.publishEvent(new Message.Read(roomId, userId)));
        return read;
    }

    /** Ends, or allows again, all talk between the shop and the customer, as far as the caller's side is concerned. */
    @Transactional
    void block(String roomId, String userId, boolean blocks) {
        Room room = require(roomId, userId);
        Side side = room.member(userId).map(Member::side).orElseThrow();
        if (blocks) {
            store.block(room, side, clock.millis());
        } else {
            store.unblock(room, side);
        }
    }
}
