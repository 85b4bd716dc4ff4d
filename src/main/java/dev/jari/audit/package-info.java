/**
 * What happened to accounts, and who did it: an append-only log in which each line carries the hash of the line before, so that none can
 * be changed, taken out or put elsewhere unseen. {@link dev.jari.audit.Audit#record} writes in the caller's transaction; the row of
 * the chain's head makes writers on all instances wait for each other, so it belongs at a transaction's end. {@link
 * dev.jari.audit.Chain} is behind {@code ./jari verify}; the lines of old months are in the archive ({@code OldLines}). It knows people by their ids alone: no names, addresses, passwords or
 * tokens, and of an IP address only its network.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"archive", "user", "web"})
package dev.jari.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
