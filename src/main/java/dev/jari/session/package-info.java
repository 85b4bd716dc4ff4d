/**
 * Who is signed in where, and for how long. SQL is the truth about sessions ({@code session.revoked_at}, {@code users.epoch});
 * Redis keeps what changes with each refresh:
 *
 * <ul>
 *   <li>{@code refresh:{sid}}: hash of one session's refresh counter. A refresh only ever updates it, and {@code refresh.lua} is the
 *       only place that moves the counter.
 *   <li>{@code session:{userId}}: hash of the user's epoch and, for each session, until when it lives; negative: it has ended.
 *   <li>{@code blacklist:{sid}}: present while access tokens of an ended session could still be valid.
 * </ul>
 *
 * <p>A revocation is written to SQL first, then to this instance's memory, the bus and Redis. Every instance reads the latest from SQL
 * four times a second, so that neither a lost word on the bus nor a Redis without its data lets anybody in for longer ({@code
 * Revocations}, {@code RevocationSync}). After any interruption of Redis an instance lets SQL decide until it has told Redis again
 * what was revoked lately: a Redis that comes back with older data revives nobody.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "bus", "cache", "job", "redis", "token", "user", "web"})
package dev.jari.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
