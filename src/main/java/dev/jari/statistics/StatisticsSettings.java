package dev.jari.statistics;

import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code zone}: of the whole site's days; shops have their own. {@code kept}: before rows go to the archive, in whole months. */
@Validated
@ConfigurationProperties(prefix = "jari.statistics", ignoreUnknownFields = false)
record StatisticsSettings(
        @NotNull @DefaultValue("Asia/Seoul") ZoneId zone,
        @NotNull @DefaultValue("25m") Period kept) {

    /** The first day whose rows stay. */
    LocalDate oldest(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), zone).minus(kept).withDayOfMonth(1);
    }
}
