/**
 * Signing in through an identity provider, and what is linked to whom. An identity is (provider, subject); an address joins people only
 * where both the provider and we have proven it ({@code Identities} has the rules). What travels between leaving for the provider and
 * coming back is in Redis, under {@code oauth:{state}}, once and for ten minutes ({@code Journeys}), bound to the browser by a cookie.
 *
 * <p>Providers are told when somebody leaves: the wish is written in the transaction that unlinks, and repeated until it is answered
 * ({@code Farewells}).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "provider",
            "audit",
            "auth",
            "factor",
            "session",
            "token",
            "user",
            "redis",
            "web"
        })
package dev.jari.social;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
