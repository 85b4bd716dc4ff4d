package dev.jari.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code demo}: whether invented people may sign in at the demo identity provider, as {@code jari.demo} if not set. {@code providers}: by name; {@code kakao}, {@code
 * naver}, {@code google} and {@code apple} are known, any other name is an OpenID provider and needs an issuer.
 */
@Validated
@ConfigurationProperties(prefix = "jari.social", ignoreUnknownFields = false)
public record SocialSettings(
        @Nullable Boolean demo,

        @DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(seconds = 30)
        Duration connectTimeout,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(seconds = 60)
        Duration readTimeout,

        @DefaultValue("5s") @DurationMin(millis = 10) Duration farewellRetry,
        @DefaultValue Map<String, @Valid Client> providers) {

    public SocialSettings {
        providers.keySet().stream()
                .filter(name -> !name.matches("[a-z][a-z0-9-]{0,30}"))
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "jari.social.providers.%s: use small letters, digits and - in a provider's name."
                                    .formatted(name));
                });
    }

    /**
     * What the provider calls this installation, and what it knows it by. Addresses that are set stand in for the kind's own; one that
     * begins with / is of this very instance. {@code trustEmail}: whether an OpenID provider's {@code email_verified} is believed. {@code
     * teamId}, {@code keyId}, {@code privateKey} (PKCS#8 in PEM): Apple's instead of a secret. {@code adminKey}, {@code appId}: Kakao's.
     */
    public record Client(
            @NotBlank String clientId,
            @DefaultValue("") String clientSecret,
            @Nullable String label,
            @Nullable String issuer,
            @Nullable String authorizationUri,
            @Nullable String tokenUri,
            @Nullable String userInfoUri,
            @Nullable String jwksUri,
            @Nullable String revocationUri,
            @Nullable List<String> scopes,
            Kind.@Nullable ClientAuth clientAuth,
            @DefaultValue("true") boolean trustEmail,
            @Nullable String teamId,
            @Nullable String keyId,
            @Nullable String privateKey,
            @Nullable String adminKey,
            @Nullable String appId) {}
}
