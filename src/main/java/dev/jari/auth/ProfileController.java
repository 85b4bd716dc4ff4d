package dev.jari.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jari.account.Farewell;
import dev.jari.auth.SessionController.SessionView;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.session.KnownSessions;
import dev.jari.session.Places;
import dev.jari.session.Session;
import dev.jari.user.People;
import dev.jari.user.Profile;
import dev.jari.user.Profiles;
import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Who the caller is; what they say about themselves; leaving. */
@RestController
@RequestMapping("/api/auth/me")
@Tag(name = "Accounts")
class ProfileController {
    private final People people;
    private final Profiles profiles;
    private final KnownSessions sessions;
    private final Farewell farewell;
    private final RateLimiter limiter;
    private final Transport transport;
    private final Places places;

    ProfileController(
            People people,
            Profiles profiles,
            KnownSessions sessions,
            Farewell farewell,
            RateLimiter limiter,
            Transport transport,
            Places places) {
        this.people = people;
        this.profiles = profiles;
        this.sessions = sessions;
        this.farewell = farewell;
        this.limiter = limiter;
        this.transport = transport;
        this.places = places;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
            String id,

            @Schema(example = "mina@example.com") @Nullable String email,
            @Schema(example = "false") boolean emailVerified,
            @Schema(example = "Mina") String name,
            @Schema(example = "[\"USER\"]") Set<String> roles,
            @Schema(example = "ko") String language,
            @Schema(example = "Asia/Seoul") String zone,

            @Schema(example = "https://pictures.example/mina.jpg") @Nullable
            String picture,

            SessionView session,

            @Schema(description = "The operator who acts as this person, where one does") @Nullable
            String actor,

            @Schema(description = "That operator's name") @Nullable
            String actorName) {}

    record Goodbye(
            @Size(min = 1, max = 512)
            @Schema(example = "a quiet seat by the window", description = "Not needed within ten minutes of signing in")
            @Nullable
            String currentPassword) {}

    @GetMapping
    @Operation(summary = "Who is signed in")
    Me me(@AuthenticationPrincipal Caller caller) {
        People.Person person = people.byId(caller.userId()).orElseThrow(AuthenticationFilter::invalidToken);
        Session session = sessions.current(caller.sessionId()).orElseThrow(AuthenticationFilter::invalidToken);
        Profile profile = person.profile();
        return new Me(
                person.id(),
                person.email(),
                person.emailVerified(),
                person.name(),
                new TreeSet<>(person.roles()),
                profile.language().code(),
                profile.zone().getId(),
                profile.picture(),
                SessionView.of(session, places, caller),
                caller.actor(),
                Optional.ofNullable(caller.actor())
                        .flatMap(people::byId)
                        .map(People.Person::name)
                        .orElse(null));
    }

    @PatchMapping
    @Operation(summary = "Change one's name, language, time zone or picture (JSON Merge Patch)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Profiles.Draft.class)))
    Me change(@AuthenticationPrincipal Caller caller, @RequestBody ObjectNode patch) {
        profiles.change(caller.userId(), patch);
        return me(caller);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete one's account",
            description = "Cancels coming reservations; 409 owns_businesses while shops of one's own are open.")
    void delete(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody(required = false) @Nullable Goodbye body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limiter.loginAccount(caller.userId()).enforce(response);
        farewell.delete(caller, body == null ? null : body.currentPassword());
        if (transport.isWeb(request)) {
            transport.clear(request, response);
        }
    }
}
