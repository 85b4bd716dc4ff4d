package dev.jari.factor;

import dev.jari.token.AuthSettings;
import dev.jari.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For which site a passkey is: what a request claims is believed on localhost only. */
@Component
public class PasskeySites {
    private final @Nullable URI configured;

    PasskeySites(AuthSettings settings, WebSettings web) {
        configured = settings.passkeyOrigin() == null ? web.publicUrl() : settings.passkeyOrigin();
    }

    /** {@code id}: the WebAuthn id of the relying party, the host's name. */
    public record Site(String origin, String id) {}

    public Optional<Site> of(HttpServletRequest request) {
        if (configured != null) {
            return Optional.of(new Site(configured.toString(), configured.getHost()));
        }
        return "localhost".equals(request.getServerName())
                ? Optional.of(new Site(
                        "%s://localhost:%d".formatted(request.getScheme(), request.getServerPort()), "localhost"))
                : Optional.empty();
    }
}
