package dev.jari.chat;

import dev.jari.attachment.Attachment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
@Transactional(readOnly = true)
class MessageStore {
    private static final String COLUMNS = """
            x.seq, x.id, x.type, x.room_id, x.sender_id, x.client_message_id, x.body, x.at, x.attachments, x.edited_at,
            x.deleted_at""";
    private static final String SELECT = "select " + COLUMNS + " from message x ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MessageStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False if its sender has sent it before. */
    @Transactional
    boolean insert(Message message, String businessId) {
        return jdbc.sql("""
                        insert into message (room_id, seq, business_id, id, type, sender_id, client_message_id, body, search_text,
                                             attachments, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (room_id, sender_id, client_message_id) do nothing
                        """)
                        .param(message.roomId())
                        .param(message.seq())
                        .param(businessId)
                        .param(message.id())
                        .param(message.type().name())
                        .param(message.senderId())
                        .param(message.clientMessageId())
                        .param(message.body())
                        .param(searchText(message.body()))
                        .param(message.attachments() == null ? null : json.writeValueAsString(message.attachments()))
                        .param(message.at().toEpochMilli())
                        .update()
                == 1;
    }

    private static @Nullable String searchText(String body) {
        String searchable = Message.searchable(body);
        return searchable.equals(body) ? null : searchable;
    }

    Optional<Message> byClientId(String roomId, String senderId, String clientMessageId) {
        return jdbc.sql(SELECT + "where room_id = ? and sender_id = ? and client_message_id = ?")
                .params(roomId, senderId, clientMessageId)
                .query((row, number) -> message(row, ""))
                .optional();
    }

    Optional<Message> byId(String roomId, String id) {
        return jdbc.sql(SELECT + "where room_id = ? and id = ? and type = 'MESSAGE'")
                .params(roomId, id)
                .query((row, number) -> message(row, ""))
                .optional();
    }

    List<Message> after(String roomId, long seq, int limit) {
        return jdbc.sql(SELECT + "where room_id = ? and seq > ? order by seq limit ?")
                .params(roomId, seq, limit)
                .query((row, number) -> message(row, ""))
                .list();
    }

    List<Message> before(String roomId, long seq, int limit) {
        return jdbc.sql(SELECT + "where room_id = ? and seq < ? order by seq desc limit ?")
                .params(roomId, seq, limit)
                .query((row, number) -> message(row, ""))
                .list()
                .reversed();
    }

    /** All lines of a message that is there; false if it was deleted meanwhile. */
    @Transactional
    boolean edit(Message message, String body, long now) {
        return jdbc.sql("""
                        update message set body = ?, search_text = ?, edited_at = case when type = 'MESSAGE' then cast(? as bigint) end
                         where room_id = ? and id = ? and type in ('MESSAGE', 'EDITED') and deleted_at is null
                        """)
                        .param(body)
                        .param(searchText(body))
                        .param(now)
                        .param(message.roomId())
                        .param(message.id())
                        .update()
                > 0;
    }

    @Transactional
    boolean delete(Message message, long now) {
        return jdbc.sql("""
                        update message set body = '', search_text = null, attachments = null, deleted_at = ?
                         where room_id = ? and id = ? and type in ('MESSAGE', 'EDITED') and deleted_at is null
                        """).params(now, message.roomId(), message.id()).update() > 0;
    }

    /** Newest first, in the latest messages of the reader's rooms of late. */
    List<Message> search(String userId, @Nullable String roomId, String text, String beforeId, int limit) {
        String pattern = "%" + Message.searchable(text).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return jdbc.sql("""
                        with here as (
                            select r.id, r.last_seq from room_member m join room r on r.id = m.room_id
                             where m.user_id = :user and m.left_at is null and (r.id = :room or :room = '')
                             order by r.last_at desc limit 200)
                        select %s from here join message x on x.room_id = here.id and x.seq > here.last_seq - 2000
                         where x.type = 'MESSAGE' and x.deleted_at is null and x.id < :before
                           and coalesce(x.search_text, x.body) like :pattern escape '\\'
                         order by x.id desc limit :limit
                        """.formatted(COLUMNS))
                .param("user", userId)
                .param("room", Objects.requireNonNullElse(roomId, ""))
                .param("before", beforeId)
                .param("pattern", pattern)
                .param("limit", limit)
                .query((row, number) -> message(row, ""))
                .list();
    }

    List<Message> sentBy(String userId, int limit) {
        return jdbc.sql("""
                        select %s from room_member m join message x on x.room_id = m.room_id and x.sender_id = m.user_id
                         where m.user_id = ? and x.type = 'MESSAGE' and x.deleted_at is null order by x.room_id, x.seq limit ?
                        """.formatted(COLUMNS))
                .params(userId, limit)
                .query((row, number) -> message(row, ""))
                .list();
    }

    @Transactional
    void eraseOf(String userId, long now) {
        jdbc.sql("""
                        update message set body = '', search_text = null, attachments = null, deleted_at = coalesce(deleted_at, :now)
                         where sender_id = :user and room_id in (select room_id from room_member where user_id = :user)
                        """).param("user", userId).param("now", now).update();
    }

    Message message(ResultSet row, String prefix) throws SQLException {
        String attachments = row.getString(prefix + "attachments");
        return new Message(
                row.getLong(prefix + "seq"),
                row.getString(prefix + "id"),
                Message.Type.valueOf(row.getString(prefix + "type")),
                row.getString(prefix + "room_id"),
                row.getString(prefix + "sender_id"),
                row.getString(prefix + "client_message_id"),
                row.getString(prefix + "body"),
                Instant.ofEpochMilli(row.getLong(prefix + "at")),
                attachments == null ? null : json.readValue(attachments, new TypeReference<List<Attachment>>() {}),
                instant(row, prefix + "edited_at"),
                instant(row, prefix + "deleted_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
