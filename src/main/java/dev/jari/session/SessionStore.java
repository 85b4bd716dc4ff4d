package dev.jari.session;

import dev.jari.session.LastSeen.Refreshed;
import dev.jari.session.LastSeen.Seen;
import dev.jari.session.Revocations.Revocation;
import dev.jari.session.Session.Device;
import dev.jari.user.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Each call is a transaction of its own, or part of the caller's: what Redis does in between is never inside of one. */
@Repository
@Transactional(readOnly = true)
class SessionStore {
    private final JdbcClient jdbc;
    private final JdbcOperations batch;

    SessionStore(JdbcClient jdbc, JdbcOperations batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** A session and the person as they are now. */
    record Standing(Session session, User user) {
        boolean allows(Instant now) {
            return session.isLive(now) && user.isActive();
        }
    }

    /** Of nobody who proved anything: sensitive calls ask for that first. */
    @Transactional
    void insert(Session session) {
        insert(session, Instant.EPOCH, "");
    }

    @Transactional
    void insert(Session session, Instant authenticatedAt, String how) {
        jdbc.sql("""
                        insert into session (id, user_id, device, ip, created_at, last_seen_at, expires_at, refresh_counter,
                                             authenticated_at, authenticated_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        session.id(),
                        session.userId(),
                        session.device().name(),
                        session.device().ip(),
                        session.createdAt().toEpochMilli(),
                        session.lastSeenAt().toEpochMilli(),
                        session.expiresAt().toEpochMilli(),
                        session.refreshCounter(),
                        authenticatedAt.toEpochMilli(),
                        how)
                .update();
    }

    /** A session of an operator who acts as the person. */
    @Transactional
    void insertActing(Session session, String actorId) {
        insert(session);
        jdbc.sql("update session set actor_id = ? where id = ?")
                .params(actorId, session.id())
                .update();
    }

    Optional<Standing> standing(String sessionId) {
        return jdbc.sql("""
                        select s.id, s.user_id, s.device, s.ip, s.created_at, s.last_seen_at, s.expires_at, s.refresh_counter, s.revoked_at,
                               u.email, u.email_verified, u.name, u.roles, u.epoch, u.status,
                               u.created_at as user_created_at
                        from session s join users u on u.id = s.user_id
                        where s.id = ?
                        """).param(sessionId).query(SessionStore::standing).optional();
    }

    List<Session> live(String userId, long now) {
        return jdbc.sql("""
                        select id, user_id, device, ip, created_at, last_seen_at, expires_at, refresh_counter, revoked_at
                        from session
                        where user_id = ? and revoked_at is null and expires_at > ?
                        order by created_at desc
                        """).params(userId, now).query(SessionStore::session).list();
    }

    /** False if there was nothing left to end. */
    @Transactional
    boolean revoke(String userId, String sessionId, long now) {
        return jdbc.sql("update session set revoked_at = ? where id = ? and user_id = ? and revoked_at is null")
                        .params(now, sessionId, userId)
                        .update()
                == 1;
    }

    /** Ends all sessions of a person but one ({@code ""}: none is spared), and those in which they act as others; answers which. */
    @Transactional
    List<String> revokeOthers(String userId, String spared, long now) {
        return jdbc.sql("""
                        update session set revoked_at = ?
                        where (user_id = ? or actor_id = ?) and id <> ? and revoked_at is null
                        returning id
                        """)
                .params(now, userId, userId, spared)
                .query(SessionStore::id)
                .list();
    }

    /** Of a person whose data is erased: when their sessions were stays, from where goes. */
    @Transactional
    void forgetDevices(String userId) {
        jdbc.sql("update session set device = '', ip = '' where user_id = ?")
                .param(userId)
                .update();
    }

    @Transactional
    void seen(List<Refreshed> refreshes, List<Seen> requests) {
        batch.batchUpdate(
                "update session set last_seen_at = ? where id = ? and last_seen_at < ?",
                requests,
                500,
                (statement, seen) -> {
                    statement.setLong(1, seen.at());
                    statement.setString(2, seen.sessionId());
                    statement.setLong(3, seen.at());
                });
        batch.batchUpdate("""
                update session set refresh_counter = ?, last_seen_at = ?, expires_at = ?
                where id = ? and refresh_counter < ?
                """, refreshes, 500, (statement, refreshed) -> {
            statement.setLong(1, refreshed.counter());
            statement.setLong(2, refreshed.at());
            statement.setLong(3, refreshed.expiresAt());
            statement.setString(4, refreshed.sessionId());
            statement.setLong(5, refreshed.counter());
        });
    }

    List<Revocation> revokedSince(long time) {
        return jdbc.sql("""
                        select user_id, id as session_id, 0 as epoch, revoked_at as at from session where revoked_at >= :time
                        union all
                        select id, '', epoch, epoch_raised_at from users where epoch_raised_at >= :time
                        """)
                .param("time", time)
                .query((row, number) -> new Revocation(
                        row.getString("user_id"), row.getString("session_id"), row.getLong("epoch"), row.getLong("at")))
                .list();
    }

    private static String id(ResultSet row, int number) throws SQLException {
        return row.getString("id");
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                session(row, number),
                new User(
                        row.getString("user_id"),
                        User.emailIn(row.getString("email")),
                        row.getBoolean("email_verified"),
                        row.getString("name"),
                        Collections.unmodifiableSet(
                                new TreeSet<>(List.of(row.getString("roles").split(" ")))),
                        row.getLong("epoch"),
                        User.Status.valueOf(row.getString("status")),
                        time(row, "user_created_at")));
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        long revokedAt = row.getLong("revoked_at");
        boolean revoked = revokedAt != 0 && !row.wasNull();
        return new Session(
                row.getString("id"),
                row.getString("user_id"),
                new Device(row.getString("device"), row.getString("ip")),
                time(row, "created_at"),
                time(row, "last_seen_at"),
                time(row, "expires_at"),
                row.getLong("refresh_counter"),
                revoked);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
