/**
 * Signing in and out over HTTP, and the security chain: {@code AuthenticationFilter} says who calls, {@code Transport} how tokens
 * travel (JSON and the Authorization header, or cookies). What a token is worth is known in {@code token} and {@code session}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "session", "token", "user", "ratelimit", "web"})
package dev.jari.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
