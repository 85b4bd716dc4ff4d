package dev.jari.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code maxSockets}: on this instance, event streams included. {@code admissionsPerSecond}: who comes beyond is told to come again in a
 * second, so that a herd does not take a new instance down. {@code drain}: how long, at most, an instance that stops takes to send its
 * sockets away. {@code expiryGrace}: how long a socket outlives its access token, in which it may bring a new one.
 */
@Validated
@ConfigurationProperties(prefix = "jari.live", ignoreUnknownFields = false)
public record LiveSettings(
        @DefaultValue("4000") @Min(1) int maxSockets,
        @DefaultValue("300") @Min(1) int admissionsPerSecond,
        @DefaultValue("8") @Min(1) int socketsPerUser,
        @DefaultValue("100") @Min(1) @Max(10_000) int subscriptionsPerSocket,

        @DefaultValue("30s") @DurationMin(millis = 0) @DurationMax(minutes = 5)
        Duration expiryGrace,

        @DefaultValue("25s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration heartBeat,

        @DefaultValue("8s") @DurationMin(millis = 0) @DurationMax(seconds = 60)
        Duration drain) {}
