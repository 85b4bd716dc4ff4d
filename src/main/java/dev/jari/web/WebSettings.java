package dev.jari.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code trustedProxies}: addresses or CIDR ranges whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed.
 * {@code allowedOrigins}: foreign origins whose pages may call the API with a bearer token.
 */
@ConfigurationProperties(prefix = "jari.web", ignoreUnknownFields = false)
public record WebSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> allowedOrigins) {}
