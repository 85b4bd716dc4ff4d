package dev.jari.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Mailbox;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The operators' desk: what it shows of people, caches and the whole, and that each act is in the log. */
@ParameterizedClass
@EachEngine
class AdminTests {
    private final App app;
    private final Api api;
    private final Api operator;
    private final String operatorId;
    private final String name = "Pia-" + UUID.randomUUID();
    private final String email = "p-" + UUID.randomUUID() + "@example.com";
    private final String person;
    private final Api them;

    AdminTests(Engine engine) {
        app = App.on(engine);
        api = app.api();
        String address = "op-" + UUID.randomUUID() + "@example.com";
        operatorId = app.bean(Users.class)
                .register(address, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER))
                .orElseThrow()
                .id();
        operator = api.as(login(address).expect(200).text("accessToken"));
        Answer registered = api.post(
                        "/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", name))
                .expect(201);
        person = registered.text("user/id");
        them = api.as(registered.text("accessToken"));
    }

    private Answer login(String address) {
        return api.post("/api/auth/login", Map.of("email", address, "password", Api.PASSWORD));
    }

    @Test
    void findsPeopleByAddressNameAndId() {
        for (String q :
                List.of(person, email, email.substring(0, 12), name.toUpperCase(Locale.ROOT), name.substring(4))) {
            Answer found = operator.get("/api/admin/users?q=" + q).expect(200);
            assertThat(found.text("items/0/id")).as(q).isEqualTo(person);
            assertThat(found.text("items/0/email")).isEqualTo(email);
        }
        assertThat(operator.get("/api/admin/users?q=100%25" + name).json().get("items"))
                .isEmpty();
        assertThat(operator.get("/api/admin/users?role=ADMIN&q=" + person)
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(operator.get("/api/admin/users?role=ADMIN&q=" + operatorId)
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(operator.get("/api/admin/users?status=BANNED&q=" + person)
                        .json()
                        .get("items"))
                .isEmpty();
        operator.get("/api/admin/users?limit=0").expect(422, "validation");
        operator.get("/api/admin/users?cursor=eA").expect(400, "invalid_cursor");
    }

    @Test
    void pagesThroughPeople() {
        Answer first = operator.get("/api/admin/users?limit=1").expect(200);
        Answer second = operator.get("/api/admin/users?limit=1&cursor=" + first.text("next"))
                .expect(200);
        assertThat(first.text("items/0/id")).isEqualTo(person);
        assertThat(second.text("items/0/id")).isEqualTo(operatorId);
    }

    @Test
    void showsAPersonWithoutASecret() {
        them.post("/api/businesses", Map.of("name", "Shop", "category", "CAFE", "zone", "Asia/Seoul"))
                .expect(201);
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> app.bean(JdbcClient.class)
                        .sql("""
                                insert into identity (id, user_id, provider, subject, email, secret, created_at, last_used_at)
                                values (:id, :user, 'kakao', :id, 'k@example.com', 'tell-nobody', 1, 2)
                                """)
                        .param("id", UUID.randomUUID().toString())
                        .param("user", person)
                        .update());
        Answer seen = operator.get("/api/admin/users/" + person).expect(200);
        assertThat(seen.text("person/name")).isEqualTo(name);
        assertThat(seen.text("person/status")).isEqualTo("ACTIVE");
        assertThat(seen.json().at("/hasPassword").asBoolean()).isTrue();
        assertThat(seen.json().at("/secondFactors")).isEmpty();
        assertThat(seen.text("logins/0/provider")).isEqualTo("kakao");
        assertThat(seen.json().at("/sessions")).hasSize(1);
        assertThat(seen.text("shops/0/name")).isEqualTo("Shop");
        assertThat(seen.json().at("/figures/reservations").asLong()).isZero();
        assertThat(seen.body()).doesNotContain("tell-nobody", "argon2", "hash");
        operator.get("/api/admin/users/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void endsSessions() {
        Api elsewhere = api.as(login(email).expect(200).text("accessToken"));
        String path = "/api/admin/users/" + person + "/sessions";
        String session = operator.get("/api/admin/users/" + person).text("sessions/0/id");
        operator.delete(path + "/" + session).expect(204);
        elsewhere.get("/api/auth/me").expect(401);
        them.get("/api/auth/me").expect(200);
        operator.delete(path + "/" + session).expect(404);
        assertLogged("session_ended_by_operator", person);

        operator.delete(path).expect(204);
        them.get("/api/auth/me").expect(401);
        assertLogged("signed_out_by_operator", person);
        operator.delete("/api/admin/users/" + operatorId + "/sessions").expect(409, "yourself");
        operator.delete("/api/admin/users/" + UUID.randomUUID() + "/sessions").expect(404);
    }

    @Test
    void requiresANewPassword() {
        operator.post("/api/admin/users/" + person + "/password-reset").expect(204);
        them.get("/api/auth/me").expect(401);
        login(email).expect(401, "bad_credentials");
        assertLogged("password_reset_required", person);
        String token = new Mailbox(api, email).token("/reset-password");
        api.put("/api/auth/password-reset/" + token, Map.of("password", "two chairs under the old tree"))
                .expect(204);
        api.post("/api/auth/login", Map.of("email", email, "password", "two chairs under the old tree"))
                .expect(200);
        operator.post("/api/admin/users/" + operatorId + "/password-reset").expect(409, "yourself");
    }

    @Test
    void filtersTheLogAndVerifiesIt() {
        operator.post("/api/admin/users/" + person + "/ban").expect(204);
        JsonNode lines = operator.get("/api/admin/audit?by=" + operatorId + "&from=2020-01-01T00:00:00Z")
                .expect(200)
                .json()
                .get("items");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("type").asString()).isEqualTo("banned");
        assertThat(operator.get("/api/admin/audit?by=%25&type=banned").json().get("items"))
                .isEmpty();
        assertThat(operator.get("/api/admin/audit?userId=" + person + "&to=2020-01-01T00:00:00Z")
                        .json()
                        .get("items"))
                .isEmpty();
        operator.get("/api/admin/audit?from=yesterday").expect(422, "validation");
        JsonNode report =
                operator.get("/api/admin/audit/verification").expect(200).json();
        assertThat(report.get("intact").asBoolean()).isTrue();
        assertThat(report.get("lines").asLong()).isPositive();
    }

    @Test
    void showsCachesAndEmptiesOne() {
        them.get("/api/auth/me").expect(200);
        JsonNode user = cache("user");
        assertThat(user.get("lifeSeconds").asLong()).isEqualTo(3_600);
        assertThat(user.get("places").asLong()).isPositive();
        operator.delete("/api/admin/caches/user").expect(204);
        assertThat(cache("user").get("places").asLong()).isZero();
        assertThat(cache("user").get("entries").asInt()).isZero();
        Answer logged =
                operator.get("/api/admin/audit?type=cache_dropped&limit=1").expect(200);
        assertThat(logged.text("items/0/details/by")).isEqualTo(operatorId);
        assertThat(logged.text("items/0/details/cache")).isEqualTo("user");
        operator.delete("/api/admin/caches/none").expect(404);
        them.delete("/api/admin/caches/user").expect(403);
    }

    @Test
    void startsAJobAndSaysWhoDid() {
        operator.post("/api/admin/jobs/past-cells/runs").expect(202);
        Answer logged =
                operator.get("/api/admin/audit?type=job_started&limit=1").expect(200);
        assertThat(logged.text("items/0/details/by")).isEqualTo(operatorId);
        assertThat(logged.text("items/0/details/job")).isEqualTo("past-cells");
        them.post("/api/admin/jobs/past-cells/runs").expect(403);
    }

    private JsonNode cache(String wanted) {
        return operator.get("/api/admin/caches")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(each -> each.get("name").asString().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsHowTheWholeIsDoing() {
        JsonNode state = operator.get("/api/admin/system").expect(200).json();
        assertThat(state.at("/instances/0/self").asBoolean()).isTrue();
        assertThat(state.at("/database/bytes").asLong()).isPositive();
        assertThat(state.at("/database/engine").asString()).isIn("SQLite", "PostgreSQL");
        assertThat(state.at("/redis/up").asBoolean()).isTrue();
        assertThat(state.at("/redis/bytes").asLong()).isPositive();
        assertThat(state.at("/books/overbookedCells").asLong()).isZero();
        assertThat(state.get("keys").valueStream().map(key -> key.get("use").asString()))
                .contains("SIGNS");
        assertThat(state.toString()).doesNotContain("wrapped");
    }

    @Test
    void seesTheOtherInstances() {
        try (App other = app.another()) {
            other.bean(Instances.class).beat();
            assertThat(operator.get("/api/admin/system").json().get("instances").valueStream())
                    .filteredOn(instance -> !instance.get("self").asBoolean())
                    .anyMatch(instance -> instance.get("live").asBoolean());
        }
    }

    @Test
    void isForOperatorsWhoHaveProvenThemselvesLately() {
        List<String> paths = List.of(
                "/api/admin/users",
                "/api/admin/users/" + person,
                "/api/admin/businesses",
                "/api/admin/caches",
                "/api/admin/system",
                "/api/admin/audit/verification");
        for (String path : paths) {
            api.get(path).expect(401);
            them.get(path).expect(403, "forbidden");
            operator.get(path).expect(200);
        }
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> app.bean(JdbcClient.class)
                        .sql("update session set authenticated_at = 0 where user_id = ?")
                        .param(operatorId)
                        .update());
        for (String path : paths) {
            operator.get(path).expect(403, "step_up_required");
        }
        operator.delete("/api/admin/users/" + person + "/sessions").expect(403, "step_up_required");
    }

    private void assertLogged(String type, String userId) {
        Answer log = operator.get("/api/admin/audit?limit=1&type=" + type + "&userId=" + userId)
                .expect(200);
        assertThat(log.text("items/0/details/by")).as(type).isEqualTo(operatorId);
    }
}
