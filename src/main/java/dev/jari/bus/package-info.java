/**
 * Words between the instances, over Redis Pub/Sub: quick, and lossy by nature. Whoever listens must be right without it and
 * only be faster with it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "redis")
package dev.jari.bus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
