/**
 * What operators see and do: people ({@code Operators}), shops ({@code Shops}), caches, and the state of the whole ({@code SystemState}).
 * Reading goes across all modules by SQL of its own; whatever changes something goes through the module whose it is, and is in the audit
 * log with who did it. Reports are in {@code report}, jobs in {@code job}, the log itself in {@code audit}; all under {@code /api/admin}, behind the role, a recent
 * proof ({@code factor.StepUp}) and {@code AllowedNetworks}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "auth",
            "bus",
            "business",
            "cache",
            "factor",
            "job",
            "redis",
            "session",
            "token",
            "user",
            "web"
        })
package dev.jari.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
