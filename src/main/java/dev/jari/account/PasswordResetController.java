package dev.jari.account;

import dev.jari.ratelimit.RateLimiter;
import dev.jari.user.User;
import dev.jari.web.ClientAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth/password-reset")
@Tag(name = "Accounts")
class PasswordResetController {
    private final PasswordResets resets;
    private final Links links;
    private final RateLimiter limiter;
    private final ClientAddress clients;

    PasswordResetController(PasswordResets resets, Links links, RateLimiter limiter, ClientAddress clients) {
        this.resets = resets;
        this.links = links;
        this.limiter = limiter;
        this.clients = clients;
    }

    record ResetRequest(
            @NotBlank @Size(max = 254) @Schema(example = "mina@example.com")
            String email) {}

    record NewPassword(
            @NotEmpty @Size(max = 512) @Schema(example = "two chairs under the old tree")
            String password) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @SecurityRequirements
    @Operation(summary = "Mail a link for a new password; the same answer whether the address has an account or not")
    void ask(@Valid @RequestBody ResetRequest body, HttpServletRequest request, HttpServletResponse response) {
        RateLimiter.Count byAddress = limiter.loginAddress(clients.of(request));
        RateLimiter.Count byAccount = limiter.loginAccount(User.normalEmail(body.email()));
        byAddress.enforce(response);
        byAccount.enforce(response);
        resets.ask(body.email(), links.base(request));
    }

    @PutMapping("/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SecurityRequirements
    @Operation(
            summary =
                    "Set a new password by the link's token; ends all sessions. 410 link_expired if it cannot be used")
    void reset(
            @Parameter(example = "Ul6Hk0Vq3m2d0y0c8oQW8p2nUoKXoJj1yq0rV7mXc1E") @PathVariable String token,
            @Valid @RequestBody NewPassword body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limiter.loginAddress(clients.of(request)).enforce(response);
        resets.reset(token, body.password());
    }
}
