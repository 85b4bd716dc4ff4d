package dev.jari.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.redis.Redis;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has ended is forgotten, and nothing else. */
@ParameterizedClass
@EachEngine
class SweepTests {
    private final App app;
    private final JdbcClient jdbc;
    private final Redis redis;
    private final Api person;
    private final String user;
    private final String session;

    SweepTests(Engine engine) {
        app = App.on(engine);
        jdbc = app.bean(JdbcClient.class);
        redis = app.bean(Redis.class);
        person = app.api().registered("person");
        user = person.get("/api/auth/me").expect(200).text("id");
        session = jdbc.sql("select id from session where user_id = ?")
                .param(user)
                .query((row, number) -> row.getString(1))
                .single();
    }

    private static long ago(int days) {
        return System.currentTimeMillis() - Duration.ofDays(days).toMillis();
    }

    private String session(int madeDaysAgo, long expiresAt, @Nullable Long revokedAt) {
        String id =
                SweepStore.idAt(ago(madeDaysAgo)) + UUID.randomUUID().toString().substring(13);
        jdbc.sql("""
                        insert into session (id, user_id, device, ip, created_at, last_seen_at, expires_at, refresh_counter, revoked_at)
                        values (?, ?, '', '', 0, 0, ?, 0, ?)
                        """).param(id).param(user).param(expiresAt).param(revokedAt).update();
        return id;
    }

    private List<String> sessions() {
        return texts("select id from session where user_id = ? order by id");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql)
                .param(user)
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void sessionsAreForgottenAMonthAfterTheirEnd() {
        session(60, ago(31), null);
        session(60, ago(-5), ago(32));
        String alive = session(60, ago(-5), null);
        String endedLately = session(60, ago(29), null);
        Jobs.of(app).completed("expired-tokens");
        assertThat(sessions()).containsExactlyInAnyOrder(alive, endedLately, session);
        person.get("/api/auth/me").expect(200);
    }

    @Test
    void redisForgetsSessionsThatSqlDoesNotKnow() {
        byte[] key = Redis.bytes("session:{" + user + "}");
        String lost = SweepStore.idAt(ago(1)) + UUID.randomUUID().toString().substring(13);
        String young = SweepStore.idAt(ago(0)) + UUID.randomUUID().toString().substring(13);
        String ends = Long.toString(ago(-30));
        redis.await(redis.send(
                r -> r.hset(key, Map.of(Redis.bytes(lost), Redis.bytes(ends), Redis.bytes(young), Redis.bytes(ends)))));
        Jobs.of(app).completed("expired-tokens");
        List<String> fields = redis.await(redis.send(r -> r.hkeys(key))).stream()
                .map(Redis::text)
                .toList();
        assertThat(fields).containsExactlyInAnyOrder("e", session, young);
        person.get("/api/auth/me").expect(200);
    }

    @Test
    void linksAndKeysAreForgottenADayAfterTheyWereMade() {
        for (int days : List.of(0, 2)) {
            jdbc.sql("insert into idempotency values (?, ?, '', 200, '', ?)")
                    .params(user, "key-" + days, ago(days))
                    .update();
            jdbc.sql("insert into account_link values (?, ?, 'RESET', '', '', -1, ?, ?, null)")
                    .params(user + days, user, ago(days), ago(days))
                    .update();
        }
        Jobs.of(app).completed("expired-tokens");
        assertThat(texts("select key from idempotency where user_id = ?")).isEqualTo(List.of("key-0"));
        assertThat(texts("select token_hash from account_link where user_id = ? and user_epoch = -1"))
                .isEqualTo(List.of(user + 0));
    }
}
