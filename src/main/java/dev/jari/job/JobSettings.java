package dev.jari.job;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code scheduled}: whether this instance starts jobs by itself; without, operators can. {@code lease}: when others take up the jobs of
 * an instance that was killed; no chunk may take longer. {@code history}: how long runs are remembered.
 */
@Validated
@ConfigurationProperties(prefix = "jari.jobs", ignoreUnknownFields = false)
record JobSettings(
        @DefaultValue("true") boolean scheduled,
        @NotNull @DefaultValue("60s") Duration lease,
        @NotNull @DefaultValue("30d") Duration history) {}
