package dev.jari.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jari.session.Sessions.Tokens;
import dev.jari.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What signing in and refreshing answer. In web mode the tokens are cookies, not here. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignedIn(
        @Schema(example = "eyJhbGciOiJFUzI1NiIs…") @Nullable String accessToken,
        @Schema(example = "Bearer") String tokenType,
        @Schema(example = "900") long expiresIn,
        @Schema(example = "AQGTs2…") @Nullable String refreshToken,
        @Schema(example = "604800") long refreshExpiresIn,
        Person user)
        implements Arrival {

    record Person(
            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
            String id,

            @Schema(example = "mina@example.com") @Nullable String email,
            @Schema(example = "false") boolean emailVerified,
            @Schema(example = "Mina") String name,
            @Schema(example = "[\"USER\"]") Set<String> roles) {}

    static SignedIn of(Tokens tokens, boolean web) {
        User user = tokens.user();
        return new SignedIn(
                web ? null : tokens.access(),
                "Bearer",
                tokens.accessLife(),
                web ? null : tokens.refresh(),
                tokens.refreshLife(),
                new Person(user.id(), user.email(), user.emailVerified(), user.name(), user.roles()));
    }
}
