/**
 * Who may act as whom: tokens, sessions and the security chain.
 *
 * <p>An access token is a JWT (ES256, 15 minutes). A refresh token is opaque: session, counter and a MAC, so that a forged one
 * never reaches Redis; {@code refresh.lua} is the only place that moves the counter. SQL is the truth about sessions
 * ({@code session.revoked_at}, {@code users.epoch}); Redis answers each request quickly:
 *
 * <ul>
 *   <li>{@code refresh:{sid}}: hash of one session's refresh counter. A refresh only ever updates it.
 *   <li>{@code session:{userId}}: hash of the user's epoch and, for each session, until when it lives; negative: it has ended.
 *   <li>{@code blacklist:{sid}}: present while access tokens of an ended session could still be valid.
 * </ul>
 *
 * <p>A revocation is written to SQL first, then to Redis. After any interruption of Redis an instance lets SQL decide until it
 * has told Redis again what was revoked lately ({@code Aftermath}): a Redis that comes back with older data revives nobody.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "ratelimit", "web", "redis", "embedded"})
package dev.jari.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
