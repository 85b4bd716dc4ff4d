package dev.jari.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jari.auth.Transport;
import dev.jari.token.AccessTokens;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/users")
@Tag(name = "Operators")
class AdminController {
    private final Operators operators;
    private final Transport transport;

    AdminController(Operators operators, Transport transport) {
        this.operators = operators;
        this.transport = transport;
    }

    record Roles(
            @NotNull @Schema(example = "[\"ADMIN\", \"USER\"]")
            Set<String> roles) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Acting(
            @Schema(example = "eyJhbGciOiJFUzI1NiIs…", description = "In web mode a cookie, not here") @Nullable
            String accessToken,

            @Schema(example = "Bearer") String tokenType,
            @Schema(example = "1800") long expiresIn) {}

    @GetMapping
    @Operation(summary = "Find people by a part of their address or name, or by their id; newest first")
    Page<Person> find(@ParameterObject Person.Query query, @AuthenticationPrincipal Caller caller) {
        return operators.find(query);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "All about a person that an operator may know",
            description =
                    "Their sessions, second factors and linked logins, without any secret; their shops and figures.")
    Person.Detail read(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return operators.byId(id);
    }

    @PostMapping("/{id}/ban")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ban a person: they are signed out everywhere and cannot sign in")
    void ban(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        operators.ban(id, caller);
    }

    @DeleteMapping("/{id}/ban")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a banned person in again")
    void unban(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        operators.unban(id, caller);
    }

    @PutMapping("/{id}/roles")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give and take roles; the person is signed out everywhere")
    void changeRoles(@PathVariable String id, @Valid @RequestBody Roles body, @AuthenticationPrincipal Caller caller) {
        operators.changeRoles(id, body.roles(), caller);
    }

    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign a person out everywhere")
    void endSessions(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        operators.endSessions(id, caller);
    }

    @DeleteMapping("/{id}/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one session of a person")
    void endSession(
            @PathVariable String id,
            @Parameter(example = "01981c2e-8000-7c3d-9e4f-0a1b2c3d4e5f") @PathVariable String sessionId,
            @AuthenticationPrincipal Caller caller) {
        operators.endSession(id, sessionId, caller);
    }

    @PostMapping("/{id}/password-reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Void a person's password, sign them out everywhere and mail them a link for a new one",
            description = "409 no_address for who has none; 503 mail_unavailable where this server sends no mail.")
    void requirePasswordReset(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        operators.requirePasswordReset(id, request, caller);
    }

    @PostMapping("/{id}/impersonation")
    @Operation(
            summary = "A token with which to act as this person for half an hour",
            description =
                    "It cannot be renewed, nor change how the person signs in, their address or their account. In web mode it is"
                            + " the access cookie, until the operator's own session is renewed or DELETE /api/auth/impersonation.")
    Acting impersonate(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        AccessTokens.Issued issued = operators.impersonate(id, caller);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean web = transport.isWeb(request);
        if (web) {
            transport.sendActing(issued, request, response);
        }
        return new Acting(web ? null : issued.text(), "Bearer", issued.expiresInSeconds());
    }
}
