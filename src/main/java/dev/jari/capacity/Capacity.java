package dev.jari.capacity;

import dev.jari.business.Resource;
import dev.jari.database.Database.Write;
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
    private final PastCells past;
    private final Occupancy occupancy;

    Capacity(CapacityStore store, PastCells past, Occupancy occupancy) {
        this.store = store;
        this.past = past;
        this.occupancy = occupancy;
    }

    /** A cell has not as much left as was asked for. */
    public static final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super(null, null, false, false);
        }
    }

    /** What is to be written to take all of it; {@link NoRoom} if it cannot be had, when some cells may be taken already. */
    public List<Write> claim(String businessId, String bookingId, List<Claim> claims) {
        occupancy.changed(businessId, claims);
        return store.claim(businessId, bookingId, claims);
    }

    /** Gives everything back that the booking holds. Doing it twice gives back once. */
    public void release(String businessId, String bookingId) {
        List<Claim> claims = store.release(bookingId);
        if (claims.isEmpty()) {
            return;
        }
        long from = past.sweptUntil(claims);
        if (store.giveBack(bookingId, from) != Claim.cells(claims, from)) {
            throw new IllegalStateException("The cells of booking " + bookingId + " are not those of its claims");
        }
        occupancy.changed(businessId, claims);
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
