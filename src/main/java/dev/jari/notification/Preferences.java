package dev.jari.notification;

import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Subject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How people want to be told. */
@Repository
@Transactional(readOnly = true)
public class Preferences {
    // A mail for each like would be read by nobody.
    private static final Set<String> DEFAULT = Arrays.stream(Subject.values())
            .flatMap(type -> Arrays.stream(Channel.values()).map(channel -> key(type, channel)))
            .filter(key -> !key.equals(key(Subject.POST, Channel.EMAIL)))
            .collect(Collectors.toSet());

    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public enum Digest {
        OFF,
        DAILY
    }

    /** {@code to} may be before {@code from}: then it is of the next day. */
    public record Quiet(LocalTime from, LocalTime to, ZoneId zone) {

        /** When it ends, if it is quiet at this time. */
        Optional<Instant> endAfter(Instant now) {
            ZonedDateTime local = now.atZone(zone);
            LocalTime time = local.toLocalTime();
            boolean overnight = from.isAfter(to);
            boolean late = !time.isBefore(from);
            boolean early = time.isBefore(to);
            if (overnight ? !(late || early) : !(late && early)) {
                return Optional.empty();
            }
            ZonedDateTime end = local.toLocalDate()
                    .plusDays(overnight && late ? 1 : 0)
                    .atTime(to)
                    .atZone(zone);
            // Where the clock is put forward in between, the end may not be ahead any more.
            return Optional.of(end.toInstant()).filter(now::isBefore);
        }
    }

    public record Chosen(Set<String> on, Optional<Quiet> quiet, Digest digest) {

        public boolean wants(Subject type, Channel channel) {
            return type.isAlways() || on.contains(key(type, channel));
        }

        /** Until when nothing may make a noise, if that is so now. */
        public Optional<Instant> quietUntil(Instant now) {
            return quiet.flatMap(hours -> hours.endAfter(now));
        }

        List<String> types(Channel channel) {
            return Arrays.stream(Subject.values())
                    .filter(type -> wants(type, channel))
                    .map(Subject::name)
                    .toList();
        }
    }

    public Chosen of(String userId) {
        return jdbc.sql(
                        "select channels, quiet_from, quiet_to, quiet_zone, digest from notification_preference where user_id = ?")
                .param(userId)
                .query((row, number) -> new Chosen(
                        Set.of(row.getString("channels").split(" ")),
                        Optional.ofNullable(row.getString("quiet_from")).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Quiet(
                                        LocalTime.parse(row.getString("quiet_from")),
                                        LocalTime.parse(row.getString("quiet_to")),
                                        ZoneId.of(row.getString("quiet_zone")))),
                        Digest.valueOf(row.getString("digest"))))
                .optional()
                .orElse(new Chosen(DEFAULT, Optional.empty(), Digest.OFF));
    }

    @Transactional
    void write(String userId, Chosen chosen) {
        jdbc.sql("""
                        insert into notification_preference (user_id, channels, quiet_from, quiet_to, quiet_zone, digest)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (user_id) do update set channels = excluded.channels, quiet_from = excluded.quiet_from,
                            quiet_to = excluded.quiet_to, quiet_zone = excluded.quiet_zone, digest = excluded.digest
                        """)
                .param(userId)
                .param(String.join(" ", chosen.on()))
                .param(chosen.quiet().map(quiet -> quiet.from().toString()).orElse(null))
                .param(chosen.quiet().map(quiet -> quiet.to().toString()).orElse(null))
                .param(chosen.quiet().map(quiet -> quiet.zone().getId()).orElse(null))
                .param(chosen.digest().name())
                .update();
    }

    @Transactional
    void erase(String userId) {
        jdbc.sql("delete from notification_preference where user_id = ?")
                .param(userId)
                .update();
    }

    static String key(Subject type, Channel channel) {
        return type + "." + channel;
    }
}
