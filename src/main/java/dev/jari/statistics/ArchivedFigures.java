package dev.jari.statistics;

import dev.jari.archive.Archivable;
import dev.jari.archive.DayTable;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ArchivedFigures {
    @Bean
    Archivable archivedBookingStatistics(JdbcClient jdbc, StatisticsSettings settings, Clock clock) {
        return new DayTable(
                jdbc,
                "booking-statistics",
                "booking_statistics",
                "day, business_id, service_id, hour",
                () -> settings.oldest(clock));
    }

    @Bean
    Archivable archivedSystemStatistics(JdbcClient jdbc, StatisticsSettings settings, Clock clock) {
        return new DayTable(jdbc, "system-statistics", "system_statistics", "day", () -> settings.oldest(clock));
    }
}
