/**
 * People: their address, name, roles and password. {@link dev.jari.user.Users} is the module's API; who may act as a person is
 * decided in {@code auth}. A user's {@code epoch} is in every access token: raising it ends all tokens made before.
 *
 * <p>Passwords are hashed with Argon2id on few platform threads behind a short queue ({@code Passwords}): hashing is pure
 * computing, and on virtual threads a storm of logins would take every carrier. A full queue is a 503.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache", "web"})
package dev.jari.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
