package dev.jari.post;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How much one person may write; counted in SQL, so that it holds without Redis. */
@Validated
@ConfigurationProperties(prefix = "jari.post", ignoreUnknownFields = false)
record PostSettings(
        @DefaultValue("100") @Min(1) int postsPerHour,
        @DefaultValue("600") @Min(1) int commentsPerHour) {}
