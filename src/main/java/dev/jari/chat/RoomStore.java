package dev.jari.chat;

import dev.jari.chat.Room.Member;
import dev.jari.chat.Room.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class RoomStore {
    private final JdbcClient jdbc;

    RoomStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if there is one already. */
    @Transactional
    boolean insert(String id, String businessId, String customerId, @Nullable String reservationId, long now) {
        return jdbc.sql("""
                        insert into room (id, business_id, customer_id, reservation_id, last_seq, last_at, created_at)
                        values (:id, :business, :customer, :reservation, 0, :now, :now)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("business", businessId)
                        .param("customer", customerId)
                        .param("reservation", reservationId)
                        .param("now", now)
                        .update()
                == 1;
    }

    String idOf(String businessId, String customerId, @Nullable String reservationId) {
        return reservationId == null
                ? jdbc.sql("select id from room where business_id = ? and customer_id = ? and reservation_id is null")
                        .params(businessId, customerId)
                        .query(String.class)
                        .single()
                : ofReservation(reservationId).orElseThrow();
    }

    Optional<String> ofReservation(String reservationId) {
        return jdbc.sql("select id from room where reservation_id = ?")
                .param(reservationId)
                .query(String.class)
                .optional();
    }

    /** {@code comes}: who has left comes back; else they are let be. */
    @Transactional
    void join(String roomId, String businessId, String userId, Side side, boolean comes) {
        jdbc.sql("""
                        insert into room_member (room_id, user_id, business_id, side, last_read_seq, read_at)
                        values (?, ?, ?, ?, 0, 0)
                        on conflict (room_id, user_id) do
                        """ + (comes ? "update set left_at = null" : "nothing"))
                .params(roomId, userId, businessId, side.name())
                .update();
    }

    @Transactional
    boolean leave(String roomId, String userId, long now) {
        return jdbc.sql("update room_member set left_at = ? where room_id = ? and user_id = ? and left_at is null")
                        .params(now, roomId, userId)
                        .update()
                == 1;
    }

    Optional<Room> find(String id) {
        List<Room> rows = jdbc.sql("""
                        select r.id, r.business_id, r.customer_id, r.reservation_id, m.user_id, m.side, m.left_at is null as present,
                               exists (select 1 from chat_block k
                                        where k.business_id = r.business_id and k.customer_id = r.customer_id) as blocked
                          from room r join room_member m on m.room_id = r.id
                         where r.id = ?
                        """).param(id).query(RoomStore::room).list();
        List<Member> members =
                rows.stream().flatMap(row -> row.members().stream()).toList();
        return rows.stream()
                .findFirst()
                .map(row -> new Room(
                        row.id(), row.businessId(), row.customerId(), row.reservationId(), row.blocked(), members));
    }

    private static Room room(ResultSet row, int number) throws SQLException {
        Member member =
                new Member(row.getString("user_id"), Side.valueOf(row.getString("side")), row.getBoolean("present"));
        return new Room(
                row.getString("id"),
                row.getString("business_id"),
                row.getString("customer_id"),
                row.getString("reservation_id"),
                row.getBoolean("blocked"),
                List.of(member));
    }

    /** The next number of a room, which is its holder's alone until the transaction ends. */
    @Transactional
    long next(String roomId, long now) {
        return jdbc.sql("update room set last_seq = last_seq + 1, last_at = ? where id = ? returning last_seq")
                .params(now, roomId)
                .query(Long.class)
                .single();
    }

    Map<String, Long> lastSeqs(Collection<String> roomIds) {
        Map<String, Long> last = new HashMap<>();
        List<String> all = new ArrayList<>(roomIds);
        for (int from = 0; from < all.size(); from += 500) {
            jdbc.sql("select id, last_seq from room where id in (:ids)")
                    .param("ids", all.subList(from, Math.min(from + 500, all.size())))
                    .query(row -> {
                        last.put(row.getString(1), row.getLong(2));
                    });
        }
        return last;
    }

    /** How far the person has now read, if that is further than before. */
    @Transactional
    Optional<Long> read(String roomId, String userId, long seq, long now) {
        return jdbc.sql("""
                        update room_member
                           set last_read_seq = (select case when r.last_seq < :seq then r.last_seq else :seq end
                                                  from room r where r.id = :room),
                               read_at = :now
                         where room_id = :room and user_id = :user and left_at is null and last_read_seq < :seq
                           and last_read_seq < (select r.last_seq from room r where r.id = :room)
                        returning last_read_seq
                        """)
                .param("seq", seq)
                .param("room", roomId)
                .param("now", now)
                .param("user", userId)
                .query(Long.class)
                .optional();
    }

    @Transactional
    void block(Room room, Side side, long now) {
        jdbc.sql("""
                        insert into chat_block (business_id, customer_id, side, created_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(room.businessId(), room.customerId(), side.name(), now)
                .update();
    }

    @Transactional
    void unblock(Room room, Side side) {
        jdbc.sql("delete from chat_block where business_id = ? and customer_id = ? and side = ?")
                .params(room.businessId(), room.customerId(), side.name())
                .update();
    }

    @Transactional
    void leaveAll(String userId, long now) {
        jdbc.sql("update room_member set left_at = ? where user_id = ? and left_at is null")
                .params(now, userId)
                .update();
    }
}
