package dev.jari.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionLifeTests {

    /** Five seconds without a refresh, eight in all. */
    @Test
    void endsWhenItIsNotUsedAndOnceInAnyCase() throws InterruptedException {
        try (App app = App.start(Engine.SQLITE, "jari.auth.refresh-life=5s", "jari.auth.session-life=8s")) {
            Api api = app.api();
            Answer idle = api.post("/api/auth/register", person("idle")).expect(201);
            Answer used = api.post("/api/auth/register", person("used")).expect(201);
            long end = System.nanoTime() + 8_000_000_000L;
            assertTrue(used.json().get("expiresIn").asLong() <= 8, used::body);
            for (int i = 0; i < 3; i++) {
                Thread.sleep(1_900);
                used = refresh(api, used).expect(200);
            }
            assertTrue(used.json().get("refreshExpiresIn").asLong() <= 3, used::body);
            refresh(api, idle).expect(401, "invalid_refresh_token");
            Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000 + 200));
            refresh(api, used).expect(401, "invalid_refresh_token");
        }
    }

    private static Map<String, String> person(String name) {
        return Map.of("email", name + "@example.com", "password", Api.PASSWORD, "name", name);
    }

    private static Answer refresh(Api api, Answer tokens) {
        return api.post("/api/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken")));
    }
}
