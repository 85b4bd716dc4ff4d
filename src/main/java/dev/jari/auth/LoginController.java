package dev.jari.auth;

import dev.jari.account.Addresses;
import dev.jari.audit.Audit;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.user.User;
import dev.jari.user.Users;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ways in with a password. */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Accounts")
class LoginController {
    private final Users users;
    private final SignIns signIns;
    private final Addresses addresses;
    private final Audit audit;
    private final RateLimiter limiter;
    private final ClientAddress address;
    private final KnownDevices devices;
    private final FailedLogins failedLogins;

    LoginController(
            Users users,
            SignIns signIns,
            Addresses addresses,
            Audit audit,
            RateLimiter limiter,
            ClientAddress address,
            KnownDevices devices,
            FailedLogins failedLogins) {
        this.users = users;
        this.signIns = signIns;
        this.addresses = addresses;
        this.audit = audit;
        this.limiter = limiter;
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

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    @Operation(summary = "Make an account and sign in")
    SignedIn register(@Valid @RequestBody Registration body, HttpServletRequest request, HttpServletResponse response) {
        users.admit();
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
        users.admit();
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
}
