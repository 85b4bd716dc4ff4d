package dev.jari.admin;

import dev.jari.admin.SystemState.Database;
import dev.jari.admin.SystemState.Outbox;
import dev.jari.admin.SystemState.SigningKey;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What SQL tells about the state of the whole. */
@Repository
@Transactional(readOnly = true)
class SystemStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate connections;

    SystemStore(JdbcClient jdbc, JdbcTemplate connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    private record Product(String name, String version) {}

    Database database() {
        Product product = connections.execute((Connection connection) -> new Product(
                connection.getMetaData().getDatabaseProductName(),
                connection.getMetaData().getDatabaseProductVersion()));
        String size = product.name().equals("PostgreSQL")
                ? "select pg_database_size(current_database())"
                : "select page_count * page_size from pragma_page_count(), pragma_page_size()";
        return new Database(
                product.name(),
                product.version(),
                jdbc.sql(size).query(Long.class).single(),
                jdbc.sql("select version from flyway_schema_history where success order by installed_rank desc limit 1")
                        .query(String.class)
                        .single());
    }

    /** {@code mails}: as the one who sends them counts; in a developer's mailbox they stay. */
    Outbox outbox(long now, long mails) {
        return jdbc.sql("select count(*) as deliveries, min(due_at) as due_at from notification_delivery")
                .query((row, number) -> {
                    long due = row.getLong("due_at");
                    long late = row.wasNull() ? 0 : Math.max(0, now - due) / 1_000;
                    return new Outbox(row.getLong("deliveries"), mails, late);
                })
                .single();
    }

    /** Newest first; of each kind one signs. */
    List<SigningKey> keys(long now) {
        List<SigningKey> keys = new ArrayList<>();
        jdbc.sql("select id, kind, activates_at, created_at from signing_key order by kind, activates_at desc")
                .query(row -> {
                    String kind = row.getString("kind");
                    boolean next = row.getLong("activates_at") > now;
                    boolean signs = !next
                            && keys.stream()
                                    .noneMatch(key -> key.kind().equals(kind) && key.use() == SigningKey.Use.SIGNS);
                    keys.add(new SigningKey(
                            row.getString("id"),
                            kind,
                            next ? SigningKey.Use.NEXT : signs ? SigningKey.Use.SIGNS : SigningKey.Use.VERIFIES,
                            Instant.ofEpochMilli(row.getLong("created_at"))));
                });
        return keys;
    }
}
