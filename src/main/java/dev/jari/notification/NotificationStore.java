package dev.jari.notification;

import dev.jari.database.Database.Write;
import dev.jari.notification.Notification.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
@Transactional(readOnly = true)
class NotificationStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String INSERT = """
            insert into notification (id, user_id, user_seq, type, dedupe_key, payload, created_at, expires_at)
            values (:id, :user, :seq, :type, :key, :payload, :now, :expires) on conflict do nothing
            """;
    private static final String SELECT =
            "select id, user_id, user_seq, type, payload, created_at, read_at, expires_at from notification ";

    private final JdbcClient jdbc;

    NotificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Gone(String id, String userId, long expiresAt) {}

    /** Unless its person has been told of {@code key} before. */
    static Write insert(Notification notification, String key) {
        return Write.ofAny(
                INSERT,
                new MapSqlParameterSource("id", notification.id())
                        .addValue("user", notification.userId())
                        .addValue("seq", notification.seq())
                        .addValue("type", notification.type().name())
                        .addValue("key", key)
                        .addValue("payload", JSON.writeValueAsString(notification.payload()))
                        .addValue("now", notification.createdAt())
                        .addValue("expires", notification.expiresAt()));
    }

    /** Of a person; counts no further than to {@code most}. */
    int count(String userId, int most) {
        return jdbc.sql("select count(*) from (select 1 from notification where user_id = ? limit ?) latest")
                .params(userId, most)
                .query(Integer.class)
                .single();
    }

    /** Keeps so many: the oldest of the read ones go first, then the oldest. Answers what went. */
    @Transactional
    List<String> trim(String userId, int most) {
        return jdbc.sql("""
                        delete from notification where id in (
                            select id from notification where user_id = ?
                             order by case when read_at is null then 0 else 1 end, user_seq desc limit 1000 offset ?)
                        returning id
                        """)
                .params(userId, most)
                .query((row, number) -> row.getString("id"))
                .list();
    }

    /** {@code types}: never none, as some are always shown. */
    List<Notification> list(String userId, List<String> types, long before, long now, int limit) {
        return jdbc.sql(SELECT + """
                         where user_id = :user and user_seq < :before and expires_at > :now and type in (:types)
                         order by user_seq desc limit :limit
                        """)
                .params(Map.of("user", userId, "before", before, "now", now, "types", types, "limit", limit))
                .query(NotificationStore::notification)
                .list();
    }

    long unread(String userId, List<String> types, long now) {
        return jdbc.sql("""
                        select count(*) from notification
                         where user_id = :user and read_at is null and expires_at > :now and type in (:types)
                        """)
                .params(Map.of("user", userId, "now", now, "types", types))
                .query(Long.class)
                .single();
    }

    Optional<Notification> find(String userId, String id, long now) {
        return jdbc.sql(SELECT + "where id = ? and user_id = ? and expires_at > ?")
                .params(id, userId, now)
                .query(NotificationStore::notification)
                .optional();
    }

    /** Of those from one number to another whose key begins so, the unread ones; they live until {@code until} at most. */
    @Transactional
    List<String> read(String userId, long from, long to, String key, long now, long until) {
        return jdbc.sql("""
                        update notification
                           set read_at = :now, expires_at = case when expires_at < :until then expires_at else :until end
                         where user_id = :user and user_seq between :from and :to and dedupe_key like :key and read_at is null
                           and expires_at > :now
                        returning id
                        """)
                .params(Map.of("user", userId, "from", from, "to", to, "key", key + "%", "now", now, "until", until))
                .query((row, number) -> row.getString("id"))
                .list();
    }

    @Transactional
    void delete(String userId, String id) {
        jdbc.sql("delete from notification where id = ? and user_id = ?")
                .params(id, userId)
                .update();
    }

    /** In the order of their end. */
    List<Gone> expired(long after, long until, int limit) {
        return jdbc.sql("""
                        select id, user_id, expires_at from notification where expires_at > ? and expires_at <= ?
                         order by expires_at limit ?
                        """)
                .params(after, until, limit)
                .query((row, number) ->
                        new Gone(row.getString("id"), row.getString("user_id"), row.getLong("expires_at")))
                .list();
    }

    @Transactional
    int deleteExpired(long until, int limit) {
        return jdbc.sql("""
                        delete from notification where id in (
                            select id from notification where expires_at <= ? order by expires_at limit ?)
                        """).params(until, limit).update();
    }

    @Transactional
    void erase(String userId) {
        jdbc.sql("delete from notification where user_id = ?").param(userId).update();
    }

    private static Notification notification(ResultSet row, int number) throws SQLException {
        long readAt = row.getLong("read_at");
        boolean read = !row.wasNull();
        return new Notification(
                row.getString("id"),
                row.getString("user_id"),
                row.getLong("user_seq"),
                Subject.valueOf(row.getString("type")),
                JSON.readValue(row.getString("payload"), new TypeReference<Map<String, String>>() {}),
                row.getLong("created_at"),
                read ? readAt : null,
                row.getLong("expires_at"));
    }
}
