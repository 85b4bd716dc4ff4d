package dev.jari.account;

import dev.jari.ratelimit.RateLimiter;
import dev.jari.web.Caller;
import dev.jari.web.ClientAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links by mail for an address. Who confirms theirs is signed in; the link to a new one was asked for with a proof. */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Accounts")
class EmailController {
    private static final String TOKEN = "Ul6Hk0Vq3m2d0y0c8oQW8p2nUoKXoJj1yq0rV7mXc1E";

    private final Addresses addresses;
    private final Links links;
    private final Proof proof;
    private final RateLimiter limiter;
    private final ClientAddress clients;

    EmailController(Addresses addresses, Links links, Proof proof, RateLimiter limiter, ClientAddress clients) {
        this.addresses = addresses;
        this.links = links;
        this.proof = proof;
        this.limiter = limiter;
        this.clients = clients;
    }

    record EmailChange(
            @NotBlank @Size(max = 254) @Schema(example = "mina@new.example")
            String email,

            @Size(min = 1, max = 512)
            @Schema(example = "a quiet seat by the window", description = "Of those who have a password")
            @Nullable
            String currentPassword) {}

    @PostMapping("/email-verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Mail a link that proves the address")
    void askForProof(@AuthenticationPrincipal Caller caller, HttpServletRequest request, HttpServletResponse response) {
        limiter.loginAccount(caller.userId()).enforce(response);
        addresses.askForProof(caller.userId(), links.base(request));
    }

    @PutMapping("/email-verification/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Prove one's address by the link's token; 410 link_expired for any that cannot be used",
            description = "Of the account that is signed in: 403 not_your_link for another's, which stays usable.")
    void prove(
            @Parameter(example = TOKEN) @PathVariable String token,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        limiter.loginAddress(clients.of(request)).enforce(response);
        addresses.prove(token, caller.userId());
    }

    @PutMapping("/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Mail a link to a new address, which becomes the account's when the link is opened")
    void askForChange(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody EmailChange body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limiter.loginAccount(caller.userId()).enforce(response);
        proof.requireStrictly(caller, body.currentPassword());
        addresses.askForChange(caller.userId(), body.email(), links.base(request));
    }

    @PutMapping("/email/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take the new address by the link's token; 410 link_expired for any that cannot be used",
            description = "Of the account that is signed in: 403 not_your_link for another's, which stays usable.")
    void change(
            @Parameter(example = TOKEN) @PathVariable String token,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        limiter.loginAddress(clients.of(request)).enforce(response);
        addresses.change(token, caller.userId());
    }
}
