package dev.jari.social;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class IdentityStore {
    private static final String SELECT =
            "select id, user_id, provider, subject, email, secret, created_at, last_used_at from identity ";

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the identity is somebody's already, or the person has another one there. */
    @Transactional
    boolean insert(Identity identity) {
        return jdbc.sql("""
                        insert into identity (id, user_id, provider, subject, email, secret, created_at, last_used_at)
                        values (:id, :userId, :provider, :subject, :email, :secret, :createdAt, :lastUsedAt)
                        on conflict do nothing
                        """)
                        .param("id", identity.id())
                        .param("userId", identity.userId())
                        .param("provider", identity.provider())
                        .param("subject", identity.subject())
                        .param("email", identity.email())
                        .param("secret", identity.secret())
                        .param("createdAt", identity.createdAt().toEpochMilli())
                        .param("lastUsedAt", identity.lastUsedAt().toEpochMilli())
                        .update()
                == 1;
    }

    Optional<Identity> find(String provider, String subject) {
        return jdbc.sql(SELECT + "where provider = ? and subject = ?")
                .params(provider, subject)
                .query(IdentityStore::identity)
                .optional();
    }

    List<Identity> ofUser(String userId) {
        return jdbc.sql(SELECT + "where user_id = ? order by created_at, id")
                .param(userId)
                .query(IdentityStore::identity)
                .list();
    }

    @Transactional
    void used(String id, @Nullable String email, @Nullable String secret, long now) {
        jdbc.sql("update identity set last_used_at = ?, email = ?, secret = coalesce(?, secret) where id = ?")
                .params(java.util.Arrays.asList(now, email, secret, id))
                .update();
    }

    /** False if somebody else has deleted it. */
    @Transactional
    boolean delete(String id) {
        return jdbc.sql("delete from identity where id = ?").param(id).update() == 1;
    }

    private static Identity identity(ResultSet row, int number) throws SQLException {
        return new Identity(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("provider"),
                row.getString("subject"),
                row.getString("email"),
                row.getString("secret"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("last_used_at")));
    }
}
