package dev.jari.factor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jari.factor.PasskeyStore.Passkey;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The caller's passkeys. What changes something wants a recent proof. */
@RestController
@RequestMapping("/api/auth/passkeys")
@Tag(name = "Second factors")
class PasskeyController {
    private static final int MAX_LABEL = 64;

    private final Passkeys passkeys;
    private final PasskeySites sites;
    private final StepUp stepUp;
    private final Users users;

    PasskeyController(Passkeys passkeys, PasskeySites sites, StepUp stepUp, Users users) {
        this.passkeys = passkeys;
        this.sites = sites;
        this.stepUp = stepUp;
        this.users = users;
    }

    record NewPasskey(
            @Schema(example = "Mina's phone") @Nullable String label,

            @NotNull
            @Schema(
                    description = "PublicKeyCredential.toJSON()",
                    example = "{\"id\": \"Fz_jwFlSg_SUxN84wQJ8rA\", \"type\": \"public-key\"}")
            ObjectNode credential) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PasskeyView(
            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
            String id,

            @Schema(example = "Mina's phone") String label,
            @Schema(example = "2026-03-02T09:00:00Z") Instant createdAt,

            @Schema(example = "2026-03-04T18:30:00Z") @Nullable
            Instant lastUsedAt,

            @Schema(description = "When a copy of it was seen", example = "2026-03-05T03:00:00Z") @Nullable
            Instant clonedAt,

            @Schema(description = "With the first factor only", example = "[\"MFRG-GZDF-MZTW-Q2LK-NBUW-U33P\"]")
            @Nullable
            List<String> recoveryCodes) {
        static PasskeyView of(Passkey passkey, List<String> codes) {
            return new PasskeyView(
                    passkey.id(),
                    passkey.label(),
                    passkey.createdAt(),
                    passkey.lastUsedAt(),
                    passkey.clonedAt(),
                    codes.isEmpty() ? null : codes);
        }
    }

    @GetMapping
    @Operation(summary = "The caller's passkeys")
    Page<PasskeyView> passkeys(@AuthenticationPrincipal Caller caller) {
        return Page.whole(passkeys.of(caller.userId()).stream()
                .map(passkey -> PasskeyView.of(passkey, List.of()))
                .toList());
    }

    @PostMapping("/options")
    @Operation(summary = "What navigator.credentials.create needs (PublicKeyCredentialCreationOptionsJSON)")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = """
            {"challenge": "bWluYS1zaXRzLWJ5LXRoZS13aW5kb3ctZXZlcnktZGF5", "rp": {"id": "jari.example", "name": "Jari"},
            "user": {"id": "AZgcLnprfD2eTwobLD1OXw", "name": "mina@example.com", "displayName": "Mina"},
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}], "timeout": 300000, "attestation": "none",
            "authenticatorSelection": {"residentKey": "required", "userVerification": "required"}}
            """)))
    ObjectNode options(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        stepUp.require(caller);
        return passkeys.creation(user(caller), sites.of(request));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Keep a new passkey")
    PasskeyView register(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewPasskey body, HttpServletRequest request) {
        stepUp.require(caller);
        Checks checks = new Checks();
        String label = checks.optionalText("label", body.label(), MAX_LABEL);
        checks.done();
        Passkeys.Added added = passkeys.register(
                user(caller), label == null ? "Passkey" : label, body.credential(), sites.of(request));
        return PasskeyView.of(added.passkey(), added.recoveryCodes());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a passkey")
    void remove(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        stepUp.require(caller);
        passkeys.remove(caller.userId(), id);
    }

    private User user(Caller caller) {
        return users.byId(caller.userId()).orElseThrow(() -> Problem.notFound("person"));
    }
}
