package dev.jari.reservation;

import dev.jari.capacity.Claim;
import dev.jari.database.Database.Write;
import dev.jari.reservation.Reservation.Assigned;
import dev.jari.reservation.Reservation.Detail;
import dev.jari.reservation.Reservation.Filter;
import dev.jari.reservation.Reservation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class ReservationStore {
    private static final String DETAIL = """
            select r.id, r.business_id, r.service_id, r.user_id, r.guest_name, r.guest_phone, r.code, r.state, r.version,
                   r.start_at, r.end_at, r.party, r.note, r.expires_at, r.cancel_until, r.created_at,
                   b.name as business_name, b.owner_id, b.zone, s.name as service_name, u.name as customer_name
              from reservation r
              join business b on b.id = r.business_id
              join service s on s.id = r.service_id
              join users u on u.id = r.user_id
            """;

    private static final String COLUMNS = """
            id, business_id, service_id, user_id, guest_name, guest_phone, code, state, version, start_at, end_at, party, note,
            expires_at, cancel_until, created_at\s""";
    private static final String SELECT = "select " + COLUMNS + " from reservation r ";

    private final JdbcClient jdbc;

    ReservationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Write insert(Reservation reservation) {
        var values = new SimplePropertySqlParameterSource(reservation);
        values.registerSqlType("state", Types.VARCHAR);
        return new Write("""
                insert into reservation (id, business_id, service_id, user_id, guest_name, guest_phone, code, state, version,
                                         start_at, end_at, party, note, expires_at, cancel_until, created_at, updated_at)
                values (:id, :businessId, :serviceId, :userId, :guestName, :guestPhone, :code, :state, :version,
                        :startAt, :endAt, :party, :note, :expiresAt, :cancelUntil, :createdAt, :createdAt)
                """, values, 1, IllegalStateException::new);
    }

    int countOpen(String businessId, String userId, long now) {
        return jdbc.sql("""
                        select count(*) from reservation
                         where business_id = ? and user_id = ? and state in ('HELD', 'PENDING', 'CONFIRMED')
                           and end_at > ? and guest_name is null
                        """)
                .params(businessId, userId, now)
                .query(Integer.class)
                .single();
    }

    /** Compare-and-set: empty if the reservation was no longer as the caller saw it. */
    Optional<Reservation> move(Reservation seen, State to, long now) {
        return jdbc.sql("""
                        update reservation set state = ?, version = version + 1, expires_at = null, updated_at = ?
                         where id = ? and state = ? and version = ? returning\s""" + COLUMNS)
                .params(to.name(), now, seen.id(), seen.state().name(), seen.version())
                .query(ReservationStore::reservation)
                .optional();
    }

    Optional<Detail> find(String id) {
        return details(jdbc.sql(DETAIL + " where r.id = ?")
                        .param(id)
                        .query(ReservationStore::detail)
                        .list())
                .stream()
                .findFirst();
    }

    List<Detail> list(Filter filter) {
        // One statement for each kind of owner, so that each runs on its own index.
        String owner = filter.ofShop() ? "r.business_id = :owner" : "r.user_id = :owner";
        String states = filter.states().isEmpty() ? "" : " and r.state in (:states)";
        List<Detail> found = jdbc.sql(DETAIL + " where " + owner + states + """
                         and r.start_at >= :from and r.start_at < :to
                         and (r.start_at > :afterStart or (r.start_at = :afterStart and r.id > :afterId))
                        order by r.start_at, r.id limit :limit
                        """)
                .paramSource(filter)
                .query(ReservationStore::detail)
                .list();
        return details(found);
    }

    /** Adds who or what serves, in one more statement for the whole list. */
    private List<Detail> details(List<Detail> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<String, List<Assigned>> assigned = new HashMap<>();
        jdbc.sql("""
                        select c.reservation_id, c.role, c.resource_id, x.name
                          from claim c join resource x on x.id = c.resource_id
                         where c.reservation_id in (:ids) order by c.reservation_id, c.role
                        """)
                .param(
                        "ids",
                        bare.stream().map(detail -> detail.reservation().id()).toList())
                .query(row -> {
                    assigned.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Assigned(row.getString(2), row.getString(3), row.getString(4)));
                });
        return bare.stream()
                .map(detail ->
                        detail.with(assigned.getOrDefault(detail.reservation().id(), List.of())))
                .toList();
    }

    /** Holds past their time that lie where these claims do. */
    @Transactional(readOnly = true)
    List<Reservation> staleHolds(List<Claim> claims, long now) {
        return jdbc.sql(SELECT + """
                         where r.state = 'HELD' and r.expires_at <= :now
                           and exists (select 1 from claim c
                                        where c.reservation_id = r.id and c.resource_id in (:resources)
                                          and c.first_cell < :to and c.last_cell > :from)
                        """)
                .param("now", now)
                .param("resources", claims.stream().map(Claim::resourceId).toList())
                .param("from", claims.stream().mapToLong(Claim::first).min().orElse(0))
                .param("to", claims.stream().mapToLong(Claim::last).max().orElse(0))
                .query(ReservationStore::reservation)
                .list();
    }

    @Transactional(readOnly = true)
    List<Reservation> staleHolds(long now, int limit) {
        return jdbc.sql(SELECT + "where state = 'HELD' and expires_at <= ? order by expires_at limit ?")
                .params(now, limit)
                .query(ReservationStore::reservation)
                .list();
    }

    /** A person's own to come, those for a guest of their shop left out. */
    List<Reservation> toCome(String userId, long now) {
        return jdbc.sql(SELECT + """
                         where user_id = ? and state in ('HELD', 'PENDING', 'CONFIRMED') and end_at > ? and guest_name is null
                        """)
                .params(userId, now)
                .query(ReservationStore::reservation)
                .list();
    }

    /** What somebody wrote to the shops. */
    void forgetNotes(String userId) {
        jdbc.sql("update reservation set note = null where user_id = ? and guest_name is null and note is not null")
                .param(userId)
                .update();
        jdbc.sql("delete from idempotency where user_id = ?").param(userId).update();
    }

    private static Detail detail(ResultSet row, int n) throws SQLException {
        return new Detail(
                reservation(row, n),
                row.getString("business_name"),
                row.getString("owner_id"),
                row.getString("service_name"),
                row.getString("zone"),
                row.getString("customer_name"),
                List.of());
    }

    private static Reservation reservation(ResultSet row, int n) throws SQLException {
        long expiresAt = row.getLong("expires_at");
        boolean expires = !row.wasNull();
        return new Reservation(
                row.getString("id"),
                row.getString("business_id"),
                row.getString("service_id"),
                row.getString("user_id"),
                row.getString("guest_name"),
                row.getString("guest_phone"),
                row.getString("code"),
                State.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getLong("start_at"),
                row.getLong("end_at"),
                row.getInt("party"),
                row.getString("note"),
                expires ? expiresAt : null,
                row.getLong("cancel_until"),
                row.getLong("created_at"));
    }
}
