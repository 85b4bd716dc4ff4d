/**
 * What is taken of each resource, and the guard that it is never taken twice.
 *
 * <p>Time is cut into five-minute slots since the epoch (UTC). A resource has cells of one or more slots; a booking adds its
 * quantity to every cell it touches, for every resource it needs, in one upsert ordered by (resource, cell), so that two
 * bookings can neither deadlock nor both get the last place. The upsert touches only cells with room left and its row count
 * tells whether it got them all; behind it the table's CHECK refuses any writer that forgets to ask.
 *
 * <p>{@link dev.jari.capacity.Capacity} writes, inside the caller's transaction. {@link dev.jari.capacity.Occupancy} answers
 * from bitmaps in memory what is free; a stale bitmap can cost a refusal, never a double booking.
 * {@link dev.jari.capacity.CellAudit} recomputes every cell from the claims, from the slot on
 * before which {@link dev.jari.capacity.PastCells} has deleted them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"bus", "business", "database", "job", "web"})
package dev.jari.capacity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
