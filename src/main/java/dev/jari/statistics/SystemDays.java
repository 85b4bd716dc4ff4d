package dev.jari.statistics;

import dev.jari.job.Job;
import dev.jari.job.Work;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened on the whole site on a day. The last two days are counted again: what was under way at midnight may be late. */
@Component
@Order(20)
class SystemDays implements Work {
    private static final int AGAIN = 2;

    private final JdbcClient jdbc;
    private final StatisticsSettings settings;
    private final Clock clock;

    SystemDays(JdbcClient jdbc, StatisticsSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.DAILY_STATISTICS;
    }

    @Override
    public String name() {
        return "site";
    }

    /** The position is the last day that is done. */
    @Override
    public Done next(String position) {
        LocalDate today = dayOf(clock.millis());
        LocalDate day = position.isEmpty()
                ? first().orElse(today)
                : LocalDate.parse(position).plusDays(1);
        if (!day.isBefore(today)) {
            return Done.atLast(0);
        }
        count(day);
        return Done.andMore(1, day.toString());
    }

    private Optional<LocalDate> first() {
        LocalDate oldest = settings.oldest(clock);
        Optional<LocalDate> counted = jdbc.sql("select day from system_statistics order by day desc limit 1")
                .query(String.class)
                .optional()
                .map(day -> LocalDate.parse(day).minusDays(AGAIN - 1L));
        return counted.or(() -> jdbc.sql("select created_at from users order by created_at limit 1")
                        .query(Long.class)
                        .optional()
                        .map(this::dayOf))
                .map(day -> day.isBefore(oldest) ? oldest : day);
    }

    /** Of rooms only those that were written in since: messages have no index by time, which each would have to keep. */
    private void count(LocalDate day) {
        jdbc.sql("""
                        insert into system_statistics (day, users, new_users, sign_ins, bookings, messages)
                        select :day,
                               (select count(*) from users where created_at < :to),
                               (select count(*) from users where created_at >= :from and created_at < :to),
                               (select count(*) from audit_line where at >= :from and at < :to and type = 'signed_in'),
                               (select count(*) from reservation where created_at >= :from and created_at < :to),
                               (select count(*) from room r join message m on m.room_id = r.id
                                 where r.last_at >= :from and m.at >= :from and m.at < :to and m.type = 'MESSAGE')
                         where true
                        on conflict (day) do update
                           set users = excluded.users, new_users = excluded.new_users, sign_ins = excluded.sign_ins,
                               bookings = excluded.bookings, messages = excluded.messages
                        """)
                .param("day", day.toString())
                .param("from", startOf(day))
                .param("to", startOf(day.plusDays(1)))
                .update();
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(settings.zone()).toInstant().toEpochMilli();
    }

    private LocalDate dayOf(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), settings.zone());
    }
}
