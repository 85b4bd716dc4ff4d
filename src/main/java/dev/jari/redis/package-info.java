/**
 * Redis as the features use it: asynchronous commands of the one shared connection ({@link dev.jari.redis.Redis}), scripts that
 * are sent by their digest ({@link dev.jari.redis.RedisScript}), and one exception for every way of not answering
 * ({@link dev.jari.redis.RedisDown}). Several commands started before the first wait share one round trip. Nothing waits longer
 * than {@code Redis.PATIENCE_MILLIS}; while Redis is away, calls fail at once and {@link dev.jari.redis.Redis#outages()} tells
 * those who keep copies there that it may have come back with older data.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.jari.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
