package dev.jari.auth;

import dev.jari.factor.Factors;
import dev.jari.factor.Method;
import dev.jari.factor.PasskeySites;
import dev.jari.factor.Passkeys;
import dev.jari.factor.Proofs;
import dev.jari.factor.Proofs.Presented;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.ClientAddress;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Signing in by more, or by something else, than a password. */
@RestController
@RequestMapping("/api/auth/login")
@Tag(name = "Accounts")
class ChallengeController {
    private final SignIns signIns;
    private final Challenges challenges;
    private final Factors factors;
    private final Proofs proofs;
    private final Passkeys passkeys;
    private final PasskeySites sites;
    private final Users users;
    private final KnownDevices devices;
    private final FailedLogins failedLogins;
    private final RateLimiter limiter;
    private final ClientAddress address;

    ChallengeController(
            SignIns signIns,
            Challenges challenges,
            Factors factors,
            Proofs proofs,
            Passkeys passkeys,
            PasskeySites sites,
            Users users,
            KnownDevices devices,
            FailedLogins failedLogins,
            RateLimiter limiter,
            ClientAddress address) {
        this.signIns = signIns;
        this.challenges = challenges;
        this.factors = factors;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.sites = sites;
        this.users = users;
        this.devices = devices;
        this.failedLogins = failedLogins;
        this.limiter = limiter;
        this.address = address;
    }

    record ChallengeAnswer(
            @NotBlank @Size(max = 64) @Schema(example = "8jT0sJ3oYxQ5…")
            String challenge,

            @NotNull @Schema(example = "totp") Method method,

            @Size(max = 64) @Schema(example = "492039") @Nullable
            String code,

            @Schema(
                    description = "PublicKeyCredential.toJSON()",
                    example = "{\"id\": \"Fz_jwFlSg_SUxN84wQJ8rA\", \"type\": \"public-key\"}")
            @Nullable
            ObjectNode passkey) {}

    record PasskeyLogin(
            @NotNull
            @Schema(
                    description = "PublicKeyCredential.toJSON()",
                    example = "{\"id\": \"Fz_jwFlSg_SUxN84wQJ8rA\", \"type\": \"public-key\"}")
            ObjectNode credential) {}

    @PostMapping("/challenge")
    @SecurityRequirements
    @Operation(summary = "Go on with a login by a second factor")
    SignedIn challenge(
            @Valid @RequestBody ChallengeAnswer body, HttpServletRequest request, HttpServletResponse response) {
        limiter.loginAddress(address.of(request)).enforce(response);
        Challenges.Open begun = challenges.find(body.challenge());
        User user = active(begun.userId());
        // A new password, or signing out everywhere, holds for who was on the way in, too.
        if (user.epoch() != begun.epoch()) {
            throw Challenges.isVoid();
        }
        Attempt attempt = devices.attempt(user, request);
        limiter.loginAccount("second:" + (attempt.known() ? attempt.who() : user.id()))
                .enforce(response);
        String first = failedLogins.attempt(attempt, () -> {
            Challenges.Open open = challenges.attempt(body.challenge());
            var presented = new Presented(body.method(), body.code(), body.passkey(), sites.of(request));
            proofs.require(user, factors.methods(user.id()), presented);
            challenges.end(body.challenge());
            return open.first();
        });
        return signIns.finish(user, first + "+" + body.method().text(), request, response);
    }

    @PostMapping("/passkey/options")
    @SecurityRequirements
    @Operation(summary = "What navigator.credentials.get needs (PublicKeyCredentialRequestOptionsJSON)")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = """
            {"challenge": "bWluYS1zaXRzLWJ5LXRoZS13aW5kb3ctZXZlcnktZGF5", "rpId": "jari.example", "timeout": 300000,
            "userVerification": "required", "allowCredentials": []}
            """)))
    ObjectNode passkeyOptions(HttpServletRequest request) {
        return passkeys.request(sites.of(request));
    }

    @PostMapping("/passkey")
    @SecurityRequirements
    @Operation(summary = "Sign in by a passkey alone")
    SignedIn passkey(@Valid @RequestBody PasskeyLogin body, HttpServletRequest request, HttpServletResponse response) {
        limiter.loginAddress(address.of(request)).enforce(response);
        User user = active(passkeys.prove(body.credential(), sites.of(request)));
        return signIns.finish(user, Method.PASSKEY.text(), request, response);
    }

    private User active(String userId) {
        return users.byId(userId)
                .filter(User::isActive)
                .orElseThrow(() -> Problem.forbidden("This account is closed."));
    }
}
