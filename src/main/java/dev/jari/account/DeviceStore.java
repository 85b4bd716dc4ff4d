package dev.jari.account;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeviceStore {
    private final JdbcClient jdbc;

    DeviceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Known(String device, String network, Instant firstSeenAt, Instant lastSeenAt) {}

    boolean knowsAny(String userId) {
        return jdbc.sql("select exists (select 1 from known_device where user_id = ?)")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    /** False if it was known. */
    boolean insert(String userId, String device, String network, long now) {
        return jdbc.sql("""
                        insert into known_device (user_id, device, network, first_seen_at, last_seen_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """).params(userId, device, network, now, now).update() == 1;
    }

    void seen(String userId, String device, String network, long now) {
        jdbc.sql("update known_device set last_seen_at = ? where user_id = ? and device = ? and network = ?")
                .params(now, userId, device, network)
                .update();
    }

    List<Known> of(String userId) {
        return jdbc.sql("""
                        select device, network, first_seen_at, last_seen_at from known_device
                         where user_id = ? order by last_seen_at desc
                        """)
                .param(userId)
                .query((row, number) -> new Known(
                        row.getString("device"),
                        row.getString("network"),
                        Instant.ofEpochMilli(row.getLong("first_seen_at")),
                        Instant.ofEpochMilli(row.getLong("last_seen_at"))))
                .list();
    }

    void forget(String userId) {
        jdbc.sql("delete from known_device where user_id = ?").param(userId).update();
    }
}
