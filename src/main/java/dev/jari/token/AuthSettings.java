package dev.jari.token;

import dev.jari.embedded.DataDirectory;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code placesFile}: where addresses are, for the list of sessions. {@code masterKeyFile}: the file all instances share, {@code master.key} in the data directory if not set. {@code
 * refreshGrace}: how long the token before the current one still answers with the current one. {@code keyLife}: how long a key
 * signs; the next one is published {@code keyAnnounce} before it does. {@code passkeyOrigin}: the web origin for which passkeys are made,
 * such as {@code https://jari.example}; without it they work on localhost only.
 */
@Validated
@ConfigurationProperties(prefix = "jari.auth", ignoreUnknownFields = false)
public record AuthSettings(
        @DefaultValue("jari") @NotBlank String issuer,
        @DefaultValue("bounded") SessionCheckMode sessionCheck,
        @Nullable Path masterKeyFile,
        @Nullable Path placesFile,
        @DefaultValue("auto") SecureCookies secureCookies,

        @DefaultValue("15m") @DurationMin(seconds = 5) @DurationMax(hours = 1)
        Duration accessLife,

        @DefaultValue("20s") @DurationMin(millis = 0) @DurationMax(minutes = 5)
        Duration refreshGrace,

        @DefaultValue("7d") @DurationMin(seconds = 5) @DurationMax(days = 366)
        Duration refreshLife,

        @DefaultValue("30d") @DurationMin(seconds = 5) @DurationMax(days = 366)
        Duration sessionLife,

        @DefaultValue("30d") @DurationMin(seconds = 1) Duration keyLife,
        @DefaultValue("24h") @DurationMin(millis = 200) Duration keyAnnounce,
        @Nullable URI passkeyOrigin) {

    public AuthSettings {
        if (keyAnnounce.compareTo(keyLife) >= 0) {
            throw new IllegalArgumentException("jari.auth.key-announce must be shorter than jari.auth.key-life.");
        }
        if (passkeyOrigin != null
                && !passkeyOrigin.toString().matches("https://[A-Za-z0-9.-]+(:\\d+)?|http://localhost(:\\d+)?")) {
            throw new IllegalArgumentException(
                    "jari.auth.passkey-origin must be scheme, host and port alone, such as https://jari.example");
        }
    }

    /** Where the master key is, or will be. */
    public Path masterKeyIn(DataDirectory data) {
        return masterKeyFile == null ? data.resolve("master.key") : masterKeyFile;
    }

    /** BOUNDED: memory decides, at most a second old. STRICT: each request asks Redis whether its session lives. */
    public enum SessionCheckMode {
        BOUNDED,
        STRICT
    }

    /** AUTO: as secure as the request's own connection. */
    public enum SecureCookies {
        AUTO,
        ALWAYS
    }

    /** Longer than any access token made now can be accepted, clocks that differ included. */
    public Duration longestAccess() {
        return accessLife.plus(accessLife.dividedBy(10)).plusMinutes(1);
    }
}
