package dev.jari.factor;

import dev.jari.factor.FactorStore.Owned;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's authenticator app and recovery codes. What changes something wants a recent proof. */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Second factors")
class FactorController {
    private final Factors factors;
    private final Authenticators authenticators;
    private final StepUp stepUp;
    private final Users users;

    FactorController(Factors factors, Authenticators authenticators, StepUp stepUp, Users users) {
        this.factors = factors;
        this.authenticators = authenticators;
        this.stepUp = stepUp;
        this.users = users;
    }

    record FactorsView(
            @Schema(example = "true") boolean totp,
            @Schema(example = "2") int passkeys,
            @Schema(example = "9") int recoveryCodesLeft) {}

    record TotpSecret(
            @Schema(example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
            String secret,

            @Schema(
                    example =
                            "otpauth://totp/Jari:mina%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Jari&algorithm=SHA1&digits=6&period=30")
            String uri) {}

    record TotpCode(
            @NotBlank @Size(max = 64) @Schema(example = "492039")
            String code) {}

    /** {@code recoveryCodes}: empty unless new ones were made. */
    record RecoveryCodesView(
            @Schema(example = "[\"MFRG-GZDF-MZTW-Q2LK-NBUW-U33P\"]")
            List<String> recoveryCodes) {}

    @GetMapping("/factors")
    @Operation(summary = "Which second factors the caller has")
    FactorsView factors(@AuthenticationPrincipal Caller caller) {
        Owned owned = factors.owned(caller.userId());
        return new FactorsView(owned.app(), owned.passkeys(), owned.recoveryCodes());
    }

    @PostMapping("/totp")
    @Operation(summary = "A secret for an authenticator app; it counts once a code of it is confirmed")
    TotpSecret begin(@AuthenticationPrincipal Caller caller) {
        stepUp.require(caller);
        User user = users.byId(caller.userId()).orElseThrow(() -> Problem.notFound("person"));
        Authenticators.Enrolment enrolment = authenticators.begin(user);
        return new TotpSecret(enrolment.secret(), enrolment.uri());
    }

    @PutMapping("/totp")
    @Operation(summary = "Confirm the authenticator app by a code; with the first factor come recovery codes")
    RecoveryCodesView confirm(@AuthenticationPrincipal Caller caller, @Valid @RequestBody TotpCode body) {
        stepUp.require(caller);
        return new RecoveryCodesView(authenticators.confirm(caller.userId(), body.code()));
    }

    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove the authenticator app")
    void remove(@AuthenticationPrincipal Caller caller) {
        stepUp.require(caller);
        authenticators.remove(caller.userId());
    }

    @PostMapping("/recovery-codes")
    @Operation(summary = "New recovery codes; the old ones are void")
    RecoveryCodesView renewCodes(@AuthenticationPrincipal Caller caller) {
        stepUp.require(caller);
        return new RecoveryCodesView(factors.renewCodes(caller.userId()));
    }
}
