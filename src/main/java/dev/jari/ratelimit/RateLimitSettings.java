package dev.jari.ratelimit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties(prefix = "jari.rate-limit", ignoreUnknownFields = false)
record RateLimitSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10") @Min(1) @Max(10_000) int loginPerMinute,
        @DefaultValue("100") @Min(1) @Max(10_000) int apiPerMinute) {}
