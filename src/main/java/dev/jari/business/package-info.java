/**
 * The shop: who owns it, where it is, what works in it ({@link dev.jari.business.Resource}: staff, rooms, tables) and when it
 * is open ({@link dev.jari.business.OpeningHours}), and the search that finds it. Every change of a shop, and of whatever
 * belongs to it in other modules, goes through {@link dev.jari.business.Businesses#changing}, which asks for the owner,
 * serialises the changes of one shop by its row, and publishes {@link dev.jari.business.Business.Changed} in the transaction.
 * What a shop offers is the module {@code catalog}; who comes when is {@code reservation}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache", "user", "web"})
package dev.jari.business;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
