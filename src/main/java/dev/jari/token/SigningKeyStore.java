package dev.jari.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class SigningKeyStore {
    private final JdbcClient jdbc;

    SigningKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Kind {
        /** A key pair that signs access tokens. */
        ES256,
        /** A secret that marks refresh tokens as ours. */
        HMAC;

        String id(int number) {
            return name().toLowerCase(java.util.Locale.ROOT) + "-" + number;
        }
    }

    /** {@code number}: from 1, without gaps at the end; {@code wrapped}: by the {@link MasterKey}, under the id. */
    record Row(Kind kind, int number, @Nullable String publicKey, String wrapped, long activatesAt) {
        String id() {
            return kind.id(number);
        }
    }

    /** Oldest first. */
    List<Row> all(Kind kind) {
        return jdbc.sql(
                        "select id, public_key, wrapped, activates_at from signing_key where kind = ? order by activates_at, created_at")
                .param(kind.name())
                .query((row, number) -> new Row(
                        kind,
                        Integer.parseInt(
                                row.getString("id").substring(kind.id(0).length() - 1)),
                        row.getString("public_key"),
                        row.getString("wrapped"),
                        row.getLong("activates_at")))
                .list();
    }

    /** Of several instances that make the same number, one wins. */
    @Transactional
    void insert(Row row, long now) {
        jdbc.sql("""
                        insert into signing_key (id, kind, public_key, wrapped, activates_at, created_at)
                        values (:id, :kind, :publicKey, :wrapped, :activatesAt, :now)
                        on conflict do nothing
                        """)
                .param("id", row.id())
                .param("kind", row.kind().name())
                .param("publicKey", row.publicKey())
                .param("wrapped", row.wrapped())
                .param("activatesAt", row.activatesAt())
                .param("now", now)
                .update();
    }

    @Transactional
    void delete(String id) {
        jdbc.sql("delete from signing_key where id = ?").param(id).update();
    }
}
