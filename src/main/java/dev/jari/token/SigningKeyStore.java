package dev.jari.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class SigningKeyStore {
    static final String ES256 = "ES256";
    static final String HMAC = "HMAC";

    private final JdbcClient jdbc;

    SigningKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(String id, String kind, @Nullable String publicKey, String wrapped) {}

    /** Oldest first. */
    List<Row> all(String kind) {
        return jdbc.sql("select * from signing_key where kind = ? order by created_at, id")
                .param(kind)
                .query((row, number) -> new Row(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("public_key"),
                        row.getString("wrapped")))
                .list();
    }

    @Transactional
    void insert(Row row, long now) {
        jdbc.sql("""
                        insert into signing_key (id, kind, public_key, wrapped, created_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .param(1, row.id())
                .param(2, row.kind())
                .param(3, row.publicKey())
                .param(4, row.wrapped())
                .param(5, now)
                .update();
    }
}
