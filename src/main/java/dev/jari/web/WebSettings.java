package dev.jari.web;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code trustedProxies}: addresses or CIDR ranges whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed.
 * {@code allowedOrigins}: foreign origins whose pages may call the API with a bearer token. {@code publicUrl}: where people reach this
 * site, such as {@code https://jari.example}.
 */
@ConfigurationProperties(prefix = "jari.web", ignoreUnknownFields = false)
public record WebSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> allowedOrigins,
        @Nullable URI publicUrl) {

    public WebSettings {
        if (publicUrl != null && publicUrl.toString().isBlank()) {
            publicUrl = null;
        }
        if (publicUrl != null && !publicUrl.toString().matches("https?://[A-Za-z0-9.:\\[\\]-]+")) {
            throw new IllegalArgumentException(
                    "jari.web.public-url must be scheme, host and port alone, such as https://jari.example");
        }
    }
}
