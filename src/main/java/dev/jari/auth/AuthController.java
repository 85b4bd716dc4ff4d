package dev.jari.auth;

import dev.jari.account.Addresses;
import dev.jari.audit.Audit;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.session.Sessions;
import dev.jari.session.Sessions.Tokens;
import dev.jari.session.SignOuts;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.ClientAddress;
import dev.jari.web.Language;
import dev.jari.web.Network;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calls that make, renew or end the caller's own tokens. */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Accounts")
class AuthController {
    private final Users users;
    private final SignIns signIns;
    private final Addresses addresses;
    private final Audit audit;
    private final Sessions sessions;
    private final SignOuts signOuts;
    private final RateLimiter limiter;
    private final Transport transport;
    private final ClientAddress address;
    private final KnownDevices devices;
    private final FailedLogins failedLogins;

    AuthController(
            Users users,
            SignIns signIns,
            Addresses addresses,
            Audit audit,
            Sessions sessions,
            SignOuts signOuts,
            RateLimiter limiter,
            Transport transport,
            ClientAddress address,
            KnownDevices devices,
            FailedLogins failedLogins) {
        this.users = users;
        this.signIns = signIns;
        this.addresses = addresses;
        this.audit = audit;
        this.sessions = sessions;
        this.signOuts = signOuts;
        this.limiter = limiter;
        this.transport = transport;
        this.address = address;
        this.devices = devices;
        this.failedLogins = failedLogins;
    }

    record Registration(
            @NotBlank @Size(max = 254) @Schema(example = "mina@example.com")
            String email,

            @NotEmpty @Size(max = 512) @Schema(example = "a quiet seat by the window")
            String password,

            @NotBlank @Size(max = 254) @Schema(example = "Mina")
            String name) {}

    record Login(
            @NotBlank @Size(max = 254) @Schema(example = "mina@example.com")
            String email,

            @NotEmpty @Size(max = 512) @Schema(example = "a quiet seat by the window")
            String password) {}

    record RefreshRequest(
            @Schema(example = "AQGTs2…") @Nullable String refreshToken) {}

    record PasswordChange(
            @NotEmpty @Size(max = 512) @Schema(example = "a quiet seat by the window")
            String currentPassword,

            @NotEmpty @Size(max = 512) @Schema(example = "two chairs under the old tree")
            String newPassword) {}

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    @Operation(summary = "Make an account and sign in")
    SignedIn register(@Valid @RequestBody Registration body, HttpServletRequest request, HttpServletResponse response) {
        limiter.loginAddress(address.of(request)).enforce(response);
        Language language = Language.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        User user = users.register(body.email(), body.password(), body.name(), language);
        addresses.welcome(user, request);
        return signIns.finish(user, "password", request, response);
    }

    @PostMapping("/login")
    @SecurityRequirements
    @Operation(
            summary = "Sign in with address and password; who has a second factor gets a challenge instead of tokens")
    Arrival login(@Valid @RequestBody Login body, HttpServletRequest request, HttpServletResponse response) {
        Attempt attempt = devices.attempt(body.email(), () -> users.byEmail(body.email()), request);
        RateLimiter.Count byAddress = limiter.loginAddress(address.of(request));
        // Others cannot use up a known device's attempts.
        RateLimiter.Count byAccount = limiter.loginAccount(attempt.known() ? attempt.who() : attempt.account());
        byAddress.enforce(response);
        byAccount.enforce(response);
        User user = failedLogins.attempt(attempt, () -> authenticated(body, request));
        return signIns.proceed(user, request, response);
    }

    private User authenticated(Login body, HttpServletRequest request) {
        try {
            return users.authenticate(body.email(), body.password());
        } catch (Problem problem) {
            if (problem.status() == HttpStatus.UNAUTHORIZED) {
                String userId = users.byEmail(body.email()).map(User::id).orElse(null);
                audit.record("sign_in_failed", userId, Map.of("network", Network.of(address.of(request))));
            }
            throw problem;
        }
    }

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
            return signIns.answer(sessions.refresh(presented.orElseThrow(() -> missing(web))), request, response);
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
    @Operation(summary = "End this session")
    void logout(
            @AuthenticationPrincipal @Nullable Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (caller != null) {
            signOuts.end(caller.userId(), caller.sessionId());
        } else if (transport.isWeb(request)) {
            transport.requireOwnPage(request);
            transport.refreshCookie(request).ifPresent(signOuts::endByRefreshToken);
        } else {
            throw Problem.unauthorized("unauthenticated", "Sign in first.");
        }
        if (transport.isWeb(request)) {
            transport.clear(request, response);
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
        Tokens tokens = sessions.changePassword(
                caller.userId(), caller.sessionId(), body.currentPassword(), body.newPassword());
        return signIns.answer(tokens, request, response);
    }
}
