package dev.jari.social;

import dev.jari.factor.StepUp;
import dev.jari.provider.Provider;
import dev.jari.provider.Providers;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The logins of providers that are linked to the caller's account. */
@RestController
@RequestMapping("/api/auth/identities")
@Tag(name = "Accounts")
class IdentityController {
    private final Unlinking identities;
    private final Providers providers;
    private final StepUp stepUp;

    IdentityController(Unlinking identities, Providers providers, StepUp stepUp) {
        this.identities = identities;
        this.providers = providers;
        this.stepUp = stepUp;
    }

    record IdentityView(
            @Schema(example = "kakao") String provider,
            @Schema(example = "Kakao") String label,
            @Schema(example = "mina@example.com") @Nullable String email,
            @Schema(example = "2026-03-02T09:00:00Z") Instant linkedAt,
            @Schema(example = "2026-03-09T09:14:00Z") Instant lastUsedAt) {}

    @GetMapping
    @Operation(summary = "The caller's linked logins, oldest first")
    Page<IdentityView> identities(@AuthenticationPrincipal Caller caller) {
        return Page.whole(
                identities.of(caller.userId()).stream().map(this::view).toList());
    }

    private IdentityView view(Identity identity) {
        return new IdentityView(
                identity.provider(),
                providers.find(identity.provider()).map(Provider::label).orElse(identity.provider()),
                identity.email(),
                identity.createdAt(),
                identity.lastUsedAt());
    }

    @DeleteMapping("/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Unlink a login and have its provider told; never the last way into the account")
    void unlink(@AuthenticationPrincipal Caller caller, @Parameter(example = "kakao") @PathVariable String provider) {
        stepUp.require(caller);
        identities.unlink(caller.userId(), provider);
    }
}
