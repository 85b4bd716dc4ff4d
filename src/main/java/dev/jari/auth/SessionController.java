package dev.jari.auth;

import dev.jari.session.Places;
import dev.jari.session.Session;
import dev.jari.session.Sessions;
import dev.jari.session.SignOuts;
import dev.jari.token.SigningKeys;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller is signed in; and the keys with which others verify our tokens. */
@RestController
@Tag(name = "Accounts")
class SessionController {
    private static final Duration KEYS_LIFE = Duration.ofMinutes(5);

    private final Sessions sessions;
    private final SignOuts signOuts;
    private final Places places;
    private final SigningKeys keys;
    private final Transport transport;

    SessionController(Sessions sessions, SignOuts signOuts, Places places, SigningKeys keys, Transport transport) {
        this.sessions = sessions;
        this.signOuts = signOuts;
        this.places = places;
        this.keys = keys;
        this.transport = transport;
    }

    record SessionView(
            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-5f4e3d2c1b0a")
            String id,

            @Schema(example = "Chrome on Android") String device,
            @Schema(example = "203.0.113.7") String ip,
            @Schema(example = "KR") @Nullable String place,
            @Schema(example = "2026-03-02T09:00:00Z") Instant createdAt,
            @Schema(example = "2026-03-02T09:14:00Z") Instant lastSeenAt,
            @Schema(example = "2026-03-09T09:14:00Z") Instant expiresAt,
            @Schema(example = "true") boolean current) {
        static SessionView of(Session session, Places places, Caller caller) {
            return new SessionView(
                    session.id(),
                    session.device().name(),
                    session.device().ip(),
                    places.of(session.device().ip()).orElse(null),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.expiresAt(),
                    session.id().equals(caller.sessionId()));
        }
    }

    @GetMapping("/api/auth/sessions")
    @Operation(summary = "Where the caller is signed in, newest first")
    Page<SessionView> sessions(@AuthenticationPrincipal Caller caller) {
        List<SessionView> views = sessions.of(caller.userId()).stream()
                .map(session -> SessionView.of(session, places, caller))
                .toList();
        return Page.whole(views);
    }

    @DeleteMapping("/api/auth/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one session")
    void end(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!signOuts.end(caller.userId(), id)) {
            throw Problem.notFound("session");
        }
        if (id.equals(caller.sessionId()) && transport.isWeb(request)) {
            transport.clear(request, response);
        }
    }

    @DeleteMapping("/api/auth/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all sessions, or all but this one")
    void endAll(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "'current' spares the session that asks", example = "current")
                    @RequestParam(required = false)
                    @Nullable
                    String except,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (except == null) {
            signOuts.endAll(caller.userId());
            if (transport.isWeb(request)) {
                transport.clear(request, response);
            }
        } else if (except.equals("current")) {
            signOuts.endOthers(caller.userId(), caller.sessionId());
        } else {
            throw Problem.badRequest("bad_request", "except can only be 'current'.");
        }
    }

    @GetMapping("/.well-known/jwks.json")
    @SecurityRequirements
    @Operation(summary = "The public keys of access tokens (RFC 7517)")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = """
                                            {"keys": [{"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "kid": "2026-11",
                                            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
                                            """)))
    ResponseEntity<Map<String, List<Map<String, Object>>>> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEYS_LIFE).cachePublic())
                .body(keys.jwks());
    }
}
