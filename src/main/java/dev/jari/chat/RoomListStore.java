package dev.jari.chat;

import dev.jari.chat.Room.Badge;
import dev.jari.chat.Room.Counterpart;
import dev.jari.chat.Room.Reader;
import dev.jari.chat.Room.Side;
import dev.jari.chat.Room.Summary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Rooms as they stand in lists. */
@Repository
@Transactional(readOnly = true)
class RoomListStore {
    private static final String UNREAD = """
            (select count(*) from (select 1 from message u
                                    where u.room_id = r.id and u.seq > m.last_read_seq and u.type = 'MESSAGE'
                                      and u.sender_id <> m.user_id and u.deleted_at is null
                                    limit 100) as unseen) as unread
            """;

    private static final String COLUMNS = """
            select r.id, r.business_id, r.customer_id, r.reservation_id, r.last_seq, r.last_at, r.created_at, m.side, m.last_read_seq,
                   b.name as business_name, b.owner_id, c.name as customer_name,
                   (select max(o.last_read_seq) from room_member o where o.room_id = r.id and o.side <> m.side) as others_read,
                   exists (select 1 from chat_block k where k.business_id = r.business_id and k.customer_id = r.customer_id)
                       as blocked,
                   exists (select 1 from chat_block k where k.business_id = r.business_id and k.customer_id = r.customer_id
                                                        and k.side = m.side) as blocked_by_me,
            """ + UNREAD + """
                 , l.seq as l_seq, l.id as l_id, l.type as l_type, l.room_id as l_room_id, l.sender_id as l_sender_id,
                   l.client_message_id as l_client_message_id, l.body as l_body, l.at as l_at, l.attachments as l_attachments,
                   l.edited_at as l_edited_at, l.deleted_at as l_deleted_at
              from\s""";

    /** The page first: what is unread and what was said last is looked up in its rooms, not in all that a shop has. */
    private static final String PAGE = """
            (select p.id, p.business_id, p.customer_id, p.reservation_id, p.last_seq, p.last_at, p.created_at
               from room_member n join room p on p.id = n.room_id
              where n.user_id = :user and n.left_at is null and (p.last_at < :at or (p.last_at = :at and p.id < :id))
              order by p.last_at desc, p.id desc limit :limit)
            """;

    private static final String OF_PERSON = """
             r
              join room_member m on m.room_id = r.id and m.user_id = :user and m.left_at is null
              join business b on b.id = r.business_id
              join users c on c.id = r.customer_id
              left join message l on l.room_id = r.id
                   and l.seq = (select max(x.seq) from message x where x.room_id = r.id and x.type = 'MESSAGE')
            """;

    private final JdbcClient jdbc;
    private final MessageStore messages;

    RoomListStore(JdbcClient jdbc, MessageStore messages) {
        this.jdbc = jdbc;
        this.messages = messages;
    }

    /** Newest activity first, from a position on. */
    List<Summary> list(String userId, long beforeAt, String beforeId, int limit) {
        return jdbc.sql(COLUMNS + PAGE + OF_PERSON + " order by r.last_at desc, r.id desc")
                .param("user", userId)
                .param("at", beforeAt)
                .param("id", beforeId)
                .param("limit", limit)
                .query(this::summary)
                .list();
    }

    Optional<Summary> summary(String roomId, String userId) {
        return jdbc.sql(COLUMNS + "room" + OF_PERSON + " where r.id = :room")
                .param("user", userId)
                .param("room", roomId)
                .query(this::summary)
                .optional();
    }

    private Summary summary(ResultSet row, int number) throws SQLException {
        Side side = Side.valueOf(row.getString("side"));
        Counterpart counterpart = side == Side.CUSTOMER
                ? new Counterpart(row.getString("owner_id"), row.getString("business_name"), false)
                : new Counterpart(row.getString("customer_id"), row.getString("customer_name"), false);
        return new Summary(
                row.getString("id"),
                row.getString("business_id"),
                row.getString("business_name"),
                row.getString("customer_id"),
                row.getString("reservation_id"),
                side,
                counterpart,
                row.getLong("last_seq"),
                row.getLong("last_read_seq"),
                row.getLong("others_read"),
                row.getInt("unread"),
                row.getString("l_id") == null ? null : messages.message(row, "l_"),
                row.getBoolean("blocked"),
                row.getBoolean("blocked_by_me"),
                Instant.ofEpochMilli(row.getLong("last_at")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    List<Reader> readers(String roomId) {
        return jdbc.sql("""
                        select m.user_id, u.name, m.side, m.last_read_seq
                          from room_member m join users u on u.id = m.user_id
                         where m.room_id = ? and m.left_at is null order by m.side, m.user_id
                        """)
                .param(roomId)
                .query((row, number) ->
                        new Reader(row.getString(1), row.getString(2), Side.valueOf(row.getString(3)), row.getLong(4)))
                .list();
    }

    /** Rooms in which something was written or read since then. */
    List<Badge> badges(String userId, long since) {
        return jdbc.sql("select r.id, r.last_seq, m.last_read_seq, " + UNREAD + """
                          from room_member m join room r on r.id = m.room_id
                         where m.user_id = :user and m.left_at is null and (r.last_at >= :since or m.read_at >= :since)
                         order by r.last_at desc, r.id limit 500
                        """)
                .param("user", userId)
                .param("since", since)
                .query((row, number) -> new Badge(row.getString(1), row.getLong(2), row.getLong(3), row.getInt(4)))
                .list();
    }

    int unread(String userId) {
        return jdbc.sql("select coalesce(sum(unread), 0) from (select " + UNREAD + """
                          from room_member m join room r on r.id = m.room_id
                         where m.user_id = :user and m.left_at is null and r.last_seq > m.last_read_seq) as open
                        """)
                .param("user", userId)
                .query(Integer.class)
                .single();
    }
}
