package dev.jari.account;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Mailbox;
import dev.jari.testing.RedisWire;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;

/** What people do about their account while Redis is away. */
class LinkOutageTests {

    @ParameterizedTest
    @EachEngine
    void resettingAPasswordAndLeavingWorkWithoutRedis(Engine engine) {
        try (App owner = App.startWithOwnRedis(engine);
                RedisWire wire = RedisWire.to(owner);
                App app = owner.another(wire.properties())) {
            Api api = app.api();
            Answer signedIn = api.post(
                            "/api/auth/register",
                            Map.of("email", "outage@example.com", "password", Api.PASSWORD, "name", "Onna"))
                    .expect(201);
            Answer other = api.post(
                            "/api/auth/register",
                            Map.of("email", "other@example.com", "password", Api.PASSWORD, "name", "Onno"))
                    .expect(201);
            wire.cut();
            api.post("/api/auth/password-reset", Map.of("email", "outage@example.com"))
                    .expect(202);
            String token = new Mailbox(api, "outage@example.com").token("/reset-password");
            api.put("/api/auth/password-reset/" + token, Map.of("password", "two chairs under the old tree"))
                    .expect(204);
            api.as(signedIn.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
            api.as(other.text("accessToken")).delete("/api/auth/me").expect(204);
            api.as(other.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        }
    }
}
