/**
 * Bookings: when a service is free ({@link dev.jari.reservation.Availability}), taking a place ({@link
 * dev.jari.reservation.Booker}), and what becomes of it ({@link dev.jari.reservation.Reservations}).
 *
 * <p>A place is taken in three steps. The gate in Redis turns away whoever comes second to the same cells, before they take a
 * database connection; it may be down or wrong without harm. The transaction writes the reservation, takes the cells through
 * {@code capacity} and keeps the answer under the caller's Idempotency-Key. After the commit the bitmaps are dropped on all
 * instances. Each change of state is a compare-and-set on (state, version), so that of two decisions one is told
 * {@code state_changed}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "bus",
            "business",
            "capacity",
            "catalog",
            "database",
            "job",
            "live",
            "lock",
            "user",
            "web"
        })
package dev.jari.reservation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
