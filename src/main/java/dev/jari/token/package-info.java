/**
 * The texts that prove who calls, and the keys behind them. An access token is a JWT (ES256, 15 minutes), read only in the very form in
 * which we write it. A refresh token is opaque: session, counter and a MAC, so that a forged one never reaches Redis. Whether the
 * session of a token still lives is asked in {@code session}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "web", "embedded"})
package dev.jari.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
