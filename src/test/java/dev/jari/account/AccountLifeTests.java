package dev.jari.account;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What people see, change, take along and leave behind. */
@ParameterizedClass
@EachEngine
class AccountLifeTests {
    private final App app;
    private final Api api;
    private final String email = "a-" + UUID.randomUUID() + "@example.com";
    private final Answer registered;
    private final Api me;

    AccountLifeTests(Engine engine) {
        app = App.on(engine);
        api = app.api();
        registered = register("Ara").expect(201);
        me = api.as(registered.text("accessToken"));
    }

    private Answer register(String name) {
        return api.post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", name));
    }

    @Test
    void tellsOfATokenThatWasUsedTwice() {
        String stolen = registered.text("refreshToken");
        String second = refresh(stolen).expect(200).text("refreshToken");
        refresh(second).expect(200);
        refresh(stolen).expect(401, "token_reused");

        assertThat(api.get("/dev/mailbox.json?to=" + email)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(mail -> mail.get("subject").asString()))
                .contains("자리: 로그인 하나를 끝냈습니다");
    }

    private Answer refresh(String token) {
        return api.post("/api/auth/refresh", Map.of("refreshToken", token));
    }

    @Test
    void changesWhatIsSentAndKeepsTheRest() {
        Answer before = me.get("/api/auth/me").expect(200);
        assertThat(before.text("language")).isEqualTo("ko");
        assertThat(before.text("zone")).isEqualTo("Asia/Seoul");
        assertThat(before.json().has("picture")).isFalse();
        assertThat(before.json().has("actor")).isFalse();

        Answer changed = me.patch("/api/auth/me", Map.of("language", "en", "picture", "https://p.example/a.jpg"))
                .expect(200);
        assertThat(changed.text("name")).isEqualTo("Ara");
        assertThat(changed.text("language")).isEqualTo("en");
        assertThat(changed.text("picture")).isEqualTo("https://p.example/a.jpg");
        Answer none = me.patch("/api/auth/me", "{\"picture\":null,\"name\":\" Arang \",\"zone\":\"Europe/Berlin\"}")
                .expect(200);
        assertThat(none.json().has("picture")).isFalse();
        assertThat(none.text("name")).isEqualTo("Arang");
        assertThat(none.text("zone")).isEqualTo("Europe/Berlin");
    }

    @Test
    void refusesAProfileThatIsNone() {
        for (String patch : List.of(
                "{\"name\":\"\"}",
                "{\"name\":null}",
                "{\"name\":\"a\\u202eb\"}",
                "{\"language\":\"fr\"}",
                "{\"language\":null}",
                "{\"zone\":\"Mars/Olympus\"}",
                "{\"picture\":\"http://p.example/a.jpg\"}",
                "{\"picture\":\"javascript:alert(1)\"}",
                "{\"picture\":\"https://user:secret@p.example/a.jpg\"}",
                "{\"picture\":\"https://p.example/" + "a".repeat(500) + "\"}")) {
            me.patch("/api/auth/me", patch).expect(422, "validation");
        }
        me.patch("/api/auth/me", "[]").expect(400);
        assertThat(me.get("/api/auth/me").text("name")).isEqualTo("Ara");
    }

    @Test
    void takesAllAlongThatIsKept() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        shop.book(me, service, time(2, 11, 0), Map.of("note", "창가")).expect(201);

        Answer export = me.get("/api/auth/export").expect(200);
        assertThat(export.header("Content-Disposition")).contains("attachment");
        assertThat(export.text("profile/email")).isEqualTo(email);
        assertThat(export.text("reservations/0/note")).isEqualTo("창가");
        assertThat(export.json().get("sessions")).hasSize(1);
        assertThat(export.json().get("devices")).hasSize(1);
        assertThat(export.json()
                        .get("audit")
                        .valueStream()
                        .map(line -> line.get("type").asString()))
                .contains("signed_in");
        assertThat(export.body()).doesNotContain("argon2", "hash");
        assertThat(shop.owner.get("/api/auth/export").expect(200).text("businesses/0/id"))
                .isEqualTo(shop.id);
        api.get("/api/auth/export").expect(401);
    }

    @Test
    void leavesNothingPersonalBehind() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        String booked = shop.book(me, service, time(1, 11, 0), Map.of("note", "저예요"))
                .expect(201)
                .text("id");
        me.delete("/api/auth/me").expect(204);

        me.get("/api/auth/me").expect(401, "invalid_token");
        api.post("/api/auth/refresh", Map.of("refreshToken", registered.text("refreshToken")))
                .expect(401);
        api.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                .expect(401, "bad_credentials");
        Answer kept = shop.owner.get("/api/reservations/" + booked).expect(200);
        assertThat(kept.text("state")).isEqualTo("CANCELLED");
        assertThat(kept.body()).doesNotContain("Ara", "저예요");
        shop.book(api.registered("next"), service, time(1, 11, 0)).expect(201);

        String userId = registered.text("user/id");
        var row = app.bean(JdbcClient.class)
                .sql("select email, name, password_hash, picture, status from users where id = ?")
                .param(userId)
                .query()
                .singleRow();
        assertThat(row.get("email")).isEqualTo(userId);
        assertThat(row.get("password_hash")).isNull();
        assertThat(row.get("status")).isEqualTo("DELETED");
        assertThat(count("select count(*) from session where ip <> '' and user_id = ?", userId))
                .isZero();
        assertThat(count("select count(*) from known_device where user_id = ?", userId))
                .isZero();

        Answer again = register("Ara again").expect(201);
        assertThat(again.text("user/id")).isNotEqualTo(userId);
    }

    @Test
    void anOwnerClosesTheirShopsFirst() {
        Shop shop = Shop.open(api);
        Answer refused = shop.owner.delete("/api/auth/me").expect(409, "owns_businesses");
        assertThat(refused.json().get("businesses")).hasSize(1);
        shop.owner.get("/api/auth/me").expect(200);
        shop.owner.delete(shop.path("")).expect(204);
        shop.owner.delete("/api/auth/me").expect(204);
        shop.owner.get("/api/auth/me").expect(401);
    }

    @Test
    void asksForThePasswordWhenTheSignInIsNotOfTheLastMinutes() {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> app.bean(JdbcClient.class)
                        .sql("update session set authenticated_at = authenticated_at - 700000 where user_id = ?")
                        .param(registered.text("user/id"))
                        .update());
        me.delete("/api/auth/me").expect(403, "step_up_required");
        me.send("DELETE", "/api/auth/me", Map.of("currentPassword", "not the right password"))
                .expect(401, "bad_credentials");
        me.send("DELETE", "/api/auth/me", Map.of("currentPassword", Api.PASSWORD))
                .expect(204);
    }

    @Test
    void showsOnesOwnEventsWithoutAnythingSecret() {
        api.post("/api/auth/login", Map.of("email", email, "password", "not the right password"))
                .expect(401);
        me.put("/api/auth/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", Api.PASSWORD + "2"))
                .expect(200);
        me.get("/api/auth/audit").expect(401);
        Api again = api.as(api.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD + "2"))
                .expect(200)
                .text("accessToken"));
        Answer events = again.get("/api/auth/audit").expect(200);
        List<String> types = events.json()
                .get("items")
                .valueStream()
                .map((JsonNode line) -> line.get("type").asString())
                .toList();
        assertThat(types).containsExactly("signed_in", "password_changed", "sign_in_failed", "signed_in");
        assertThat(events.body()).contains("127.0.0.0/24").doesNotContain("127.0.0.1", email, Api.PASSWORD);
    }

    private long count(String sql, String userId) {
        return app.bean(JdbcClient.class)
                .sql(sql)
                .param(userId)
                .query(Long.class)
                .single();
    }
}
