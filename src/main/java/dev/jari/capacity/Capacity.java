package dev.jari.capacity;

import dev.jari.business.Resource;
import dev.jari.web.Problem;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes and gives back capacity. Always within the transaction that writes the booking. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Capacity {
    private final CapacityStore store;
    private final Occupancy occupancy;

    Capacity(CapacityStore store, Occupancy occupancy) {
        this.store = store;
        this.occupancy = occupancy;
    }

    /** Takes all of it or answers false; after false the caller must roll back, since some cells may be taken already. */
    public boolean claim(String businessId, String bookingId, List<Claim> claims) {
        store.insert(businessId, bookingId, claims);
        int cells = claims.stream().mapToInt(Claim::cells).sum();
        if (store.take(bookingId) != cells) {
            return false;
        }
        occupancy.changed(claims);
        return true;
    }

    /** Gives everything back that the booking holds. Doing it twice gives back once. */
    public void release(String bookingId) {
        List<Claim> claims = store.release(bookingId);
        if (claims.isEmpty()) {
            return;
        }
        int cells = claims.stream().mapToInt(Claim::cells).sum();
        if (store.giveBack(bookingId) != cells) {
            throw new IllegalStateException("The cells of booking " + bookingId + " are not those of its claims");
        }
        occupancy.changed(claims);
    }

    /** Cells carry their capacity; the table's CHECK refuses one that is below what is booked, and we say it beforehand. */
    @EventListener
    void capacityChanged(Resource.CapacityChanged event) {
        List<String> inTheWay = store.bookingsAbove(event.resourceId(), event.to());
        if (!inTheWay.isEmpty()) {
            throw Problem.conflict(
                            "capacity_in_use",
                            "More than " + event.to()
                                    + " is booked already; move or cancel the listed reservations first.")
                    .with("reservations", inTheWay);
        }
        store.changeCapacity(event.resourceId(), event.to());
        occupancy.changedWholly(event.resourceId());
    }
}
