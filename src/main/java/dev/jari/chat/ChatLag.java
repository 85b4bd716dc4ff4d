package dev.jari.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long lines are on their way. Their own time is read from the JSON in which they come, for parsing all of it would cost more. */
@Component
class ChatLag {
    private static final Duration[] LAGS = {
        Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)
    };
    // Cannot be part of what somebody wrote, whose quotation marks are escaped.
    private static final String AT = ",\"at\":\"";

    private final Timer timer;
    private final Clock clock;

    ChatLag(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        timer = Timer.builder("jari.chat.lag")
                .description("From a line's being written until this instance tells it to those who listen here")
                .serviceLevelObjectives(LAGS)
                .register(meters);
    }

    void note(String line) {
        int from = line.indexOf(AT) + AT.length();
        int to = line.indexOf('"', from);
        if (from < AT.length() || to < 0) {
            return;
        }
        try {
            long millis =
                    clock.millis() - Instant.parse(line.substring(from, to)).toEpochMilli();
            timer.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
        } catch (DateTimeException e) {
            // Of a newer release, perhaps.
        }
    }
}
