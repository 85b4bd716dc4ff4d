/**
 * What people do about their account besides signing in: proving or changing their address, getting in without their password, taking
 * their data along, leaving.
 *
 * <p>A link in a mail ({@link dev.jari.account.Links}) carries 256 random bits, of which only the SHA-256 is kept. It works once, for 15
 * minutes, and only while the person's address and epoch are what they were: a new address or password makes it void. Its token is in
 * the page's fragment, which browsers send to nobody. {@code PasswordResets} answers before it looks whether the address is known.
 *
 * <p>Other modules take part without being known here: {@code user.Export} for what they keep of a person, the event {@code
 * Users.Deleted} for erasing it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "factor", "job", "mail", "ratelimit", "session", "user", "web"})
package dev.jari.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
