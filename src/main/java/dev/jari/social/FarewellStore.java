package dev.jari.social;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class FarewellStore {
    private final JdbcClient jdbc;

    FarewellStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Farewell(
            String id,
            String provider,
            String subject,
            @Nullable String secret,
            int attempts,
            long nextAt) {}

    @Transactional
    void insert(Farewell farewell, long now) {
        jdbc.sql("""
                        insert into farewell (id, provider, subject, secret, attempts, next_at, created_at)
                        values (:id, :provider, :subject, :secret, 0, :now, :now)
                        """)
                .param("id", farewell.id())
                .param("provider", farewell.provider())
                .param("subject", farewell.subject())
                .param("secret", farewell.secret())
                .param("now", now)
                .update();
    }

    List<Farewell> due(long now, int limit) {
        return jdbc.sql(
                        "select id, provider, subject, secret, attempts, next_at from farewell where next_at <= ? order by next_at limit ?")
                .params(now, limit)
                .query((row, number) -> new Farewell(
                        row.getString("id"),
                        row.getString("provider"),
                        row.getString("subject"),
                        row.getString("secret"),
                        row.getInt("attempts"),
                        row.getLong("next_at")))
                .list();
    }

    /** Of several instances, one takes it, until {@code nextAt}. */
    @Transactional
    boolean take(Farewell farewell, long nextAt) {
        return jdbc.sql("update farewell set attempts = attempts + 1, next_at = ? where id = ? and next_at = ?")
                        .params(nextAt, farewell.id(), farewell.nextAt())
                        .update()
                == 1;
    }

    @Transactional
    void delete(String id) {
        jdbc.sql("delete from farewell where id = ?").param(id).update();
    }
}
