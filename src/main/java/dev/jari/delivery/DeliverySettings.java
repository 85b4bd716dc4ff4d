package dev.jari.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.LocalTime;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code mailDelay}, {@code pushDelay}: how long a notification may be unread, or the person away, before it leaves the site. {@code
 * digestAt}: when daily mails are sent, in the person's zone. {@code retry}: the first wait after a push failed, doubled with each of {@code attempts}.
 */
@Validated
@ConfigurationProperties(prefix = "jari.delivery", ignoreUnknownFields = false)
record DeliverySettings(
        @DefaultValue("10m") @DurationMin(millis = 0) Duration mailDelay,
        @DefaultValue("10s") @DurationMin(millis = 0) Duration pushDelay,
        @DefaultValue("08:00") LocalTime digestAt,
        @DefaultValue("30s") @DurationMin(millis = 100) Duration retry,
        @DefaultValue("8") @Min(1) @Max(20) int attempts) {}
