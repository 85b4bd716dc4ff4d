package dev.jari.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Starts what is due on one of the instances, and tells each instance's metrics how long ago each job came to its end. */
@Component
class Schedule {
    private static final Logger log = LoggerFactory.getLogger(Schedule.class);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMinutes(10);

    private final Runner runner;
    private final RunStore runs;
    private final JobSettings settings;
    private final Clock clock;
    private final Instant began;
    private volatile Map<String, Instant> completed = Map.of();

    Schedule(Runner runner, RunStore runs, JobSettings settings, Clock clock, MeterRegistry meters) {
        this.runner = runner;
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
        began = clock.instant();
        for (Job job : Job.values()) {
            Gauge.builder("jari.job.age", () -> age(job).toMillis() / 1000.0)
                    .description("Since the job last came to its end, or this instance began if it never did")
                    .baseUnit("seconds")
                    .tag("job", job.text())
                    .register(meters);
        }
    }

    private Duration age(Job job) {
        return Duration.between(completed.getOrDefault(job.text(), began), clock.instant());
    }

    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            completed = new HashMap<>(runs.completed());
            Map<String, Run> last = settings.scheduled() ? runs.last() : Map.of();
            for (Job job : Job.values()) {
                if (settings.scheduled() && isDue(job, last.get(job.text()))) {
                    runner.start(job);
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Jobs wait for the database: {}", e.getMessage());
        }
    }

    /** A run without an end goes on here as soon as nobody has its lease. What was missed is done once. */
    boolean isDue(Job job, @Nullable Run last) {
        if (last == null || last.isOpen()) {
            return true;
        }
        if (!last.isCompleted()) {
            Instant ended = Objects.requireNonNull(last.endedAt());
            return ended.plus(BEFORE_TRYING_AGAIN).isBefore(clock.instant());
        }
        return !next(job, last.startedAt()).isAfter(clock.instant());
    }

    Instant next(Job job, Instant after) {
        ZonedDateTime next = job.due().next(after.atZone(ZoneOffset.UTC));
        return Objects.requireNonNull(next).toInstant();
    }
}
