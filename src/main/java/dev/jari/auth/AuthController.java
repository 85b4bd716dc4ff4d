package dev.jari.auth;

import dev.jari.ratelimit.FailedLogins;
import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.session.Impersonations;
import dev.jari.session.PasswordChanges;
import dev.jari.session.Sessions;
import dev.jari.session.Sessions.Tokens;
import dev.jari.session.SignOuts;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calls that renew or end the caller's own tokens. */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Accounts")
class AuthController {
    private final SignIns signIns;
    private final Sessions sessions;
    private final PasswordChanges passwordChanges;
    private final SignOuts signOuts;
    private final Impersonations impersonations;
    private final FailedLogins failedLogins;
    private final RateLimiter limiter;
    private final Transport transport;

    AuthController(
            SignIns signIns,
            Sessions sessions,
            PasswordChanges passwordChanges,
            SignOuts signOuts,
            Impersonations impersonations,
            FailedLogins failedLogins,
            RateLimiter limiter,
            Transport transport) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.passwordChanges = passwordChanges;
        this.signOuts = signOuts;
        this.impersonations = impersonations;
        this.failedLogins = failedLogins;
        this.limiter = limiter;
        this.transport = transport;
    }

    record RefreshRequest(
            @Schema(example = "AQGTs2…") @Nullable String refreshToken) {}

    record PasswordChange(
            @NotEmpty @Size(max = 512) @Schema(example = "a quiet seat by the window")
            String currentPassword,

            @NotEmpty @Size(max = 512) @Schema(example = "two chairs under the old tree")
            String newPassword) {}

    @PostMapping("/refresh")
    @SecurityRequirements
    @Operation(summary = "Renew both tokens; in web mode without a body, by cookie")
    SignedIn refresh(
            @RequestBody(required = false) @Nullable RefreshRequest body,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean web = transport.isWeb(request);
        Optional<String> presented = web
                ? transport.refreshCookie(request)
                : Optional.ofNullable(body).map(RefreshRequest::refreshToken);
        try {
            Tokens tokens = sessions.refresh(presented.orElseThrow(() -> missing(web)));
            if (web) {
                // An operator's own tokens take the place of the one with which they acted as somebody.
                transport.accessCookie(request).ifPresent(impersonations::endByToken);
            }
            return signIns.answer(tokens, request, response);
        } catch (Problem problem) {
            if (web && problem.status() == HttpStatus.UNAUTHORIZED) {
                transport.clear(request, response);
            }
            throw problem;
        }
    }

    private static Problem missing(boolean web) {
        return web
                ? Problem.unauthorized("invalid_refresh_token", "There is no session to refresh; sign in.")
                : Problem.invalid(new Problem.FieldError("refreshToken", "not_blank", "must not be blank"));
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End this session; in web mode, who acts as somebody ends their own session with it")
    void logout(
            @AuthenticationPrincipal @Nullable Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean web = transport.isWeb(request);
        if (caller == null && !web) {
            throw Problem.unauthorized("unauthenticated", "Sign in first.");
        }
        if (caller != null) {
            signOuts.end(caller.userId(), caller.sessionId());
        }
        if (web && (caller == null || caller.isImpersonated())) {
            transport.requireOwnPage(request);
            transport.refreshCookie(request).ifPresent(signOuts::endByRefreshToken);
        }
        if (web) {
            transport.clear(request, response);
        }
    }

    @DeleteMapping("/impersonation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Act as somebody no longer; 409 not_impersonating for who does not",
            description = "In web mode POST /api/auth/refresh then answers the operator's own tokens.")
    void stopActing(@AuthenticationPrincipal Caller caller, HttpServletRequest request, HttpServletResponse response) {
        impersonations.end(caller);
        if (transport.isWeb(request)) {
            transport.clearAccess(request, response);
        }
    }

    @PutMapping("/password")
    @Operation(summary = "Change the password; ends all other sessions and every older access token")
    SignedIn changePassword(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody PasswordChange body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limiter.loginAccount(caller.userId()).enforce(response);
        Attempt attempt = Attempt.inSession(caller.userId(), caller.sessionId());
        Tokens tokens = failedLogins.attempt(
                attempt,
                () -> passwordChanges.change(
                        caller.userId(), caller.sessionId(), body.currentPassword(), body.newPassword()));
        failedLogins.passed(attempt);
        return signIns.answer(tokens, request, response);
    }
}
