/**
 * What {@code ./jari run} shows: a dozen invented shops with a few weeks of bookings, made once on an empty database where
 * {@code jari.demo} is set. The shops are a file, {@code demo/shops.json}, written in the API's own words; the bookings are
 * drawn from a seed and go through the same doors as anybody's, so that they can be trusted as much.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"business", "catalog", "notification", "reservation", "user", "web"})
package dev.jari.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
