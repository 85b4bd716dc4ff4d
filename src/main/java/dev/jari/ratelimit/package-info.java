/**
 * Limits that hold over all instances together: never more than N in any 60 seconds, counted exactly in Redis (one script call,
 * key {@code rate_limit:{…}}, Redis' clock). Logins count per address and per account, each on its own key; API calls per user, or
 * per address when nobody is signed in. While Redis is away API calls pass: an outage must not refuse everybody, and what the
 * login limit protects needs Redis anyway.
 *
 * <p>{@code FailedLogins} makes guessing slower with each failure (key {@code failed_logins:{…}}), whatever the limits are. Without Redis
 * nobody may guess: 503.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "redis"})
package dev.jari.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
