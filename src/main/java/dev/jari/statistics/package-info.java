/**
 * What was booked, by shop, service, day and hour, and what happened on the whole site. {@code ShopDays} counts the days that are over
 * in each shop's zone, and again those of which a booking has changed since: a day is counted from its bookings as a whole, so that
 * doing it twice changes nothing. What a service cost when its day was first counted stays with the day. A booking that began before
 * midnight belongs to the day and hour of its start.
 *
 * <p>Rows that are older than {@code jari.statistics.kept} go to the archive, and their days are not counted again.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"archive", "business", "job", "web"})
package dev.jari.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
