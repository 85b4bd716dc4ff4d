/**
 * Signing in and out over HTTP, and the security chain: {@code AuthenticationFilter} says who calls, {@code Transport} how tokens
 * travel (JSON and the Authorization header, or cookies). What a token is worth is known in {@code token} and {@code session}.
 *
 * <p>{@code SignIns} is the one place where somebody gets in; who has a second factor gets a challenge first ({@code Challenges}).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "cache",
            "factor",
            "ratelimit",
            "redis",
            "session",
            "token",
            "user",
            "web"
        })
package dev.jari.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
