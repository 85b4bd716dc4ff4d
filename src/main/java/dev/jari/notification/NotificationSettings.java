package dev.jari.notification;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How long notifications live: those of a booking from its end on, the others from when they were made, read ones from then on. */
@Validated
@ConfigurationProperties(prefix = "jari.notification", ignoreUnknownFields = false)
record NotificationSettings(
        @DefaultValue("7d") @DurationMin(seconds = 1) Duration bookingLife,
        @DefaultValue("7d") @DurationMin(seconds = 1) Duration chatLife,
        @DefaultValue("30d") @DurationMin(seconds = 1) Duration postLife,
        @DefaultValue("90d") @DurationMin(seconds = 1) Duration securityLife,
        @DefaultValue("30d") @DurationMin(seconds = 1) Duration readLife) {}
