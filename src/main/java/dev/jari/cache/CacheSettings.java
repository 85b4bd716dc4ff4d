package dev.jari.cache;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code enabled}: false reads everything from SQL. {@code nearKilobytes}: what one instance keeps in its own memory at most. */
@Validated
@ConfigurationProperties(prefix = "jari.cache", ignoreUnknownFields = false)
record CacheSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("8192") @Min(64) @Max(1_048_576) int nearKilobytes) {}
