/**
 * Words between the instances, over Redis Pub/Sub: quick, and lossy by nature. Whoever listens must be right without it and
 * only be faster with it. {@code Watchdog} notices a subscription that died silently; after any interruption listeners are told to repair
 * what they may have missed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"redis", "web"})
package dev.jari.bus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
