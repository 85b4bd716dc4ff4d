package dev.jari.delivery;

import dev.jari.database.Database.Write;
import dev.jari.notification.Notification;
import dev.jari.notification.Notification.Channel;
import dev.jari.web.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class OutboxStore {
    private static final String INSERT = """
            insert into notification_delivery (id, notification_id, user_id, channel, target, attempts, due_at, created_at)
            """;
    /** For a notification that was written: of what its person had been told before there is nothing to send. */
    private static final String INSERT_MAIL = INSERT + """
            select :id, n.id, n.user_id, 'EMAIL', '', 0, :due, n.created_at from notification n where n.id = :notification
            """;
    /** Few people have a browser that takes pushes, and a row for each of the others would be for nothing. */
    private static final String INSERT_PUSH = INSERT + """
            select :id, n.id, n.user_id, 'PUSH', '', 0, :due, n.created_at from notification n where n.id = :notification
               and exists (select 1 from push_subscription p where p.user_id = n.user_id)
            """;

    private static final String SELECT =
            "select id, notification_id, user_id, channel, target, attempts, due_at from notification_delivery ";
    private static final int COUNTED = 10_000;

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code target}: the browser of a push; empty while that is not decided. */
    record Due(
            String id,
            String notificationId,
            String userId,
            Channel channel,
            String target,
            int attempts,
            long dueAt) {}

    static Write insertMail(Notification notification, long dueAt) {
        return insert(INSERT_MAIL, notification, dueAt);
    }

    static Write insertPush(Notification notification, long dueAt) {
        return insert(INSERT_PUSH, notification, dueAt);
    }

    private static Write insert(String sql, Notification notification, long dueAt) {
        return Write.ofAny(
                sql,
                new MapSqlParameterSource("id", Ids.next())
                        .addValue("notification", notification.id())
                        .addValue("due", dueAt));
    }

    List<Due> due(long now, int limit) {
        return jdbc.sql(SELECT + "where due_at <= ? order by due_at, id limit ?")
                .params(now, limit)
                .query(OutboxStore::due)
                .list();
    }

    /** Counts no further than to {@link #COUNTED}: more than that is simply too many. */
    long countDue(long now) {
        return jdbc.sql("select count(*) from (select 1 from notification_delivery where due_at <= ? limit ?) due")
                .params(now, COUNTED)
                .query(Long.class)
                .single();
    }

    List<Due> dueMails(String userId, long now, int limit) {
        return jdbc.sql(SELECT + """
                        where user_id = ? and channel = 'EMAIL' and due_at <= ?
                         order by id limit ?
                        """)
                .params(userId, now, limit)
                .query(OutboxStore::due)
                .list();
    }

    /** Of several instances that saw it as it is, one goes on; it is due again then, in case that one dies. */
    @Transactional
    boolean claim(Due due, long dueAgain) {
        return put(due, dueAgain, 1);
    }

    @Transactional
    boolean postpone(Due due, long until) {
        return put(due, until, 0);
    }

    private boolean put(Due due, long dueAt, int attempt) {
        return jdbc.sql("""
                        update notification_delivery set attempts = attempts + ?, due_at = ?
                         where id = ? and attempts = ? and due_at = ?
                        """)
                        .params(attempt, dueAt, due.id(), due.attempts(), due.dueAt())
                        .update()
                == 1;
    }

    /** True for one of all that try. */
    @Transactional
    boolean remove(Due due) {
        return jdbc.sql("delete from notification_delivery where id = ?")
                        .param(due.id())
                        .update()
                == 1;
    }

    /** One push becomes one for each browser, each with its own fate. */
    @Transactional
    void spread(Due due, List<String> targets, long now) {
        if (!remove(due)) {
            return;
        }
        for (String target : targets) {
            jdbc.sql(INSERT + "values (?, ?, ?, ?, ?, 0, ?, ?)")
                    .params(
                            Ids.next(),
                            due.notificationId(),
                            due.userId(),
                            due.channel().name(),
                            target,
                            now,
                            now)
                    .update();
        }
    }

    Optional<Long> earliestDue() {
        return jdbc.sql("select due_at from notification_delivery order by due_at limit 1")
                .query(Long.class)
                .optional();
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getString("id"),
                row.getString("notification_id"),
                row.getString("user_id"),
                Channel.valueOf(row.getString("channel")),
                row.getString("target"),
                row.getInt("attempts"),
                row.getLong("due_at"));
    }
}
