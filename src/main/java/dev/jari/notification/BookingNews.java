package dev.jari.notification;

import dev.jari.business.Business;
import dev.jari.business.KnownBusinesses;
import dev.jari.database.Database.Write;
import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.reservation.Reservation;
import dev.jari.reservation.Reservation.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Customers hear what becomes of their bookings; shops hear of new ones, and of those that they lose. */
@Component
class BookingNews implements Reservation.Companion {
    private final Notifications notifications;
    private final KnownBusinesses businesses;
    private final NotificationSettings settings;
    private final Clock clock;

    BookingNews(Notifications notifications, KnownBusinesses businesses, NotificationSettings settings, Clock clock) {
        this.notifications = notifications;
        this.businesses = businesses;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Write> with(Reservation.Changed changed) {
        Reservation reservation = changed.reservation();
        // A hold is nothing to talk about, and what was over long ago is no news.
        if (isQuiet(changed) || expiry(reservation) <= clock.millis()) {
            return List.of();
        }
        Business shop = businesses.byIdOrSlug(reservation.businessId());
        List<Notice> notices = new ArrayList<>();
        if (reservation.guestName() == null) {
            tellCustomer(changed, shop, notices);
        }
        boolean itself = changed.by().filter(shop::isOwnedBy).isPresent() || shop.isOwnedBy(reservation.userId());
        if (!itself) {
            tellShop(changed, shop, notices);
        }
        return notifications.writes(notices);
    }

    private static boolean isQuiet(Reservation.Changed changed) {
        return switch (changed.reservation().state()) {
            case HELD, EXPIRED, CHECKED_IN, COMPLETED -> true;
            case CANCELLED -> changed.before().filter(State.HELD::equals).isPresent();
            default -> false;
        };
    }

    private void tellCustomer(Reservation.Changed changed, Business shop, List<Notice> notices) {
        Reservation reservation = changed.reservation();
        boolean own = changed.by().filter(reservation.userId()::equals).isPresent();
        Subject type = own || reservation.state() == State.CONFIRMED ? Subject.BOOKING : Subject.BOOKING_CHANGE;
        if (reservation.state() != State.PENDING) {
            notices.add(
                    notice(reservation.userId(), type, reservation.state().name(), "/reservations", reservation, shop));
        }
    }

    /** A booking that waited for the shop is not new when the shop confirms it. */
    private void tellShop(Reservation.Changed changed, Business shop, List<Notice> notices) {
        Reservation reservation = changed.reservation();
        boolean asked = changed.before().filter(State.PENDING::equals).isPresent();
        String path = "/owner/" + shop.id();
        switch (reservation.state()) {
            case PENDING -> notices.add(notice(shop.ownerId(), Subject.BOOKING, "REQUESTED", path, reservation, shop));
            case CONFIRMED -> {
                if (!asked) {
                    notices.add(notice(shop.ownerId(), Subject.BOOKING, "NEW", path, reservation, shop));
                }
            }
            case CANCELLED ->
                notices.add(notice(shop.ownerId(), Subject.BOOKING_CHANGE, "LOST", path, reservation, shop));
            default -> {}
        }
    }

    private Notice notice(
            String userId, Subject type, String kind, String path, Reservation reservation, Business shop) {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("kind", kind);
        payload.put("path", path);
        payload.put("reservationId", reservation.id());
        payload.put("businessId", shop.id());
        payload.put("business", shop.name());
        payload.put("code", reservation.code());
        payload.put("start", Instant.ofEpochMilli(reservation.startAt()).toString());
        payload.put("zone", shop.zone().getId());
        payload.put("party", Integer.toString(reservation.party()));
        return new Notice(userId, type, "booking:" + reservation.id() + ":" + kind, payload, expiry(reservation));
    }

    private long expiry(Reservation reservation) {
        return reservation.endAt() + settings.bookingLife().toMillis();
    }
}
