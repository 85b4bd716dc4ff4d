package dev.jari.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators can do to people, and what they cannot. */
@ParameterizedClass
@EachEngine
class OperatorTests {
    private final App app;
    private final Api api;
    private final Api operator;
    private final String operatorId;
    private final String email = "p-" + UUID.randomUUID() + "@example.com";
    private final String person;
    private final Api them;

    OperatorTests(Engine engine) {
        app = App.on(engine);
        api = app.api();
        String address = "op-" + UUID.randomUUID() + "@example.com";
        operatorId = app.bean(Users.class)
                .register(address, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER))
                .orElseThrow()
                .id();
        operator = api.as(login(address).expect(200).text("accessToken"));
        Answer registered = api.post(
                        "/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Pia"))
                .expect(201);
        person = registered.text("user/id");
        them = api.as(registered.text("accessToken"));
    }

    private Answer login(String address) {
        return api.post("/api/auth/login", Map.of("email", address, "password", Api.PASSWORD));
    }

    private static String path(String id, String rest) {
        return "/api/admin/users/" + id + rest;
    }

    @Test
    void bansAndLetsInAgain() {
        operator.post(path(person, "/ban")).expect(204);
        them.get("/api/auth/me").expect(401, "invalid_token");
        Answer banned = login(email).expect(401, "bad_credentials");
        assertThat(banned.text("detail")).isEqualTo(login("x" + email).text("detail"));
        operator.post(path(person, "/ban")).expect(404);
        operator.delete(path(person, "/ban")).expect(204);
        login(email).expect(200);
        operator.delete(path(person, "/ban")).expect(404);
    }

    @Test
    void changesRolesAtOnce() {
        operator.put(path(person, "/roles"), Map.of("roles", List.of("ADMIN", "USER")))
                .expect(204);
        them.get("/api/auth/me").expect(401, "invalid_token");
        Api promoted = api.as(login(email).expect(200).text("accessToken"));
        promoted.get("/api/admin/audit").expect(200);
        operator.put(path(person, "/roles"), Map.of("roles", List.of("USER"))).expect(204);
        promoted.get("/api/admin/audit").expect(401);
        for (List<String> roles : List.of(List.of("ROOT", "USER"), List.of("ADMIN"), List.<String>of())) {
            operator.put(path(person, "/roles"), Map.of("roles", roles)).expect(422, "validation");
        }
    }

    @Test
    void isForOperatorsAloneAndNotForOneself() {
        them.post(path(operatorId, "/ban")).expect(403, "forbidden");
        them.get("/api/admin/audit").expect(403, "forbidden");
        api.post(path(operatorId, "/ban")).expect(401);
        operator.post(path(operatorId, "/ban")).expect(409, "yourself");
        operator.put(path(operatorId, "/roles"), Map.of("roles", List.of("USER")))
                .expect(409, "yourself");
        operator.post(path(operatorId, "/impersonation")).expect(409, "yourself");
        operator.post(path(UUID.randomUUID().toString(), "/impersonation")).expect(404);
        operator.post(path(UUID.randomUUID().toString(), "/ban")).expect(404);
    }

    @Test
    void actsAsSomebodyWithoutTouchingTheirAccount() {
        Answer issued = operator.post(path(person, "/impersonation")).expect(200);
        assertThat(issued.json().get("expiresIn").asLong()).isBetween(1_790L, 1_800L);
        assertThat(issued.json().has("refreshToken")).isFalse();
        Api acting = api.as(issued.text("accessToken"));
        Answer me = acting.get("/api/auth/me").expect(200);
        assertThat(me.text("id")).isEqualTo(person);
        assertThat(me.text("actor")).isEqualTo(operatorId);
        assertThat(them.get("/api/auth/me").json().has("actor")).isFalse();

        acting.get("/api/reservations").expect(200);
        acting.put("/api/auth/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", "x".repeat(15)))
                .expect(403, "impersonating");
        acting.put("/api/auth/email", Map.of("email", "x" + email, "currentPassword", Api.PASSWORD))
                .expect(403, "impersonating");
        acting.patch("/api/auth/me", Map.of("name", "X")).expect(403, "impersonating");
        acting.delete("/api/auth/me").expect(403, "impersonating");
        acting.delete("/api/auth/sessions").expect(403, "impersonating");
        acting.get("/api/auth/export").expect(403, "impersonating");
        acting.get("/api/auth/%65xport").expect(403, "impersonating");
        acting.get("/api/admin/audit").expect(403, "impersonating");
        acting.get("/api/auth/oauth2/kakao?link=true").expect(403, "impersonating");

        acting.post("/api/auth/logout").expect(204);
        acting.get("/api/auth/me").expect(401, "invalid_token");
        them.get("/api/auth/me").expect(200);
    }

    @Test
    void actsNoLongerThanHalfAnHourNorThanTheyAreSignedIn() {
        Api first = acting();
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> app.bean(JdbcClient.class)
                        .sql("update session set expires_at = created_at where actor_id = ?")
                        .param(operatorId)
                        .update());
        first.get("/api/auth/me").expect(401, "invalid_token");
        Api second = acting();
        operator.delete("/api/auth/sessions").expect(204);
        second.get("/api/auth/me").expect(401, "invalid_token");
        them.get("/api/auth/me").expect(200);
    }

    @Test
    void actsAsNoOtherOperator() {
        operator.put(path(person, "/roles"), Map.of("roles", List.of("ADMIN", "USER")))
                .expect(204);
        operator.post(path(person, "/impersonation")).expect(403, "forbidden");
    }

    @Test
    void isSeenInTheLog() {
        acting();
        operator.post(path(person, "/ban")).expect(204);
        Answer log = operator.get("/api/admin/audit?limit=2&userId=" + person).expect(200);
        assertThat(log.text("items/0/type")).isEqualTo("banned");
        assertThat(log.text("items/0/details/by")).isEqualTo(operatorId);
        assertThat(log.text("items/1/type")).isEqualTo("impersonation");
        Answer rest = operator.get("/api/admin/audit?userId=" + person + "&cursor=" + log.text("next"))
                .expect(200);
        assertThat(rest.text("items/0/type")).isEqualTo("signed_in");
        assertThat(operator.get("/api/admin/audit?type=banned&userId=" + person)
                        .expect(200)
                        .json()
                        .get("items"))
                .hasSize(1);
        operator.get("/api/admin/audit?cursor=eA").expect(400, "invalid_cursor");
    }

    private Api acting() {
        return api.as(operator.post(path(person, "/impersonation")).expect(200).text("accessToken"));
    }
}
