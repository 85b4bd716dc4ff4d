package dev.jari.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** All jobs, and when they are due (UTC). */
public enum Job {
    EXPIRED_TOKENS(
            "0 7 * * * *", "Sessions, links and keys that have ended, and what Redis has of sessions that are none"),
    EXPIRED_NOTIFICATIONS("0 22 * * * *", "Notifications that have expired"),
    PAST_CELLS("0 37 2 * * *", "Capacity of days that are over"),
    DAILY_STATISTICS("0 15 */3 * * *", "Bookings of each shop's days, and the figures of the whole site"),
    ARCHIVE("0 10 4 * * *", "Old figures and audit lines into files; old runs of jobs");

    /** By an operator, not by the clock. */
    public record Started(Job job, String by) {}

    private final String schedule;
    private final String description;

    Job(String schedule, String description) {
        this.schedule = schedule;
        this.description = description;
    }

    /** As addresses and metrics write it, such as {@code expired-tokens}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Job> of(String text) {
        return Arrays.stream(values()).filter(job -> job.text().equals(text)).findFirst();
    }

    CronExpression due() {
        return CronExpression.parse(schedule);
    }

    String schedule() {
        return schedule;
    }

    String description() {
        return description;
    }
}
