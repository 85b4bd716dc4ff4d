/**
 * The gate in front of the database: losers of a race are told at once, before they take a connection. It is no guard; a
 * stale lock, a pause past its life or a failover lets somebody through whom the capacity cells then refuse.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "redis")
package dev.jari.lock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
