package dev.jari.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisWire;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Redis emptied, cut off, hanging, and back with old data: nobody is signed out by it and nobody in again. */
@ParameterizedClass
@EachEngine
class OutageTests {
    private final Engine engine;
    private App owner;
    private RedisWire wire;
    private App app;
    private Api api;

    OutageTests(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        owner = App.startWithOwnRedis(engine);
        wire = RedisWire.to(owner);
        app = owner.another(wire.properties());
        api = app.api();
        await(() -> app.bean(RevocationSync.class).isSettled());
    }

    @AfterEach
    void stop() {
        wire.signal("CONT");
        app.close();
        wire.close();
        owner.close();
    }

    @Test
    void anEmptiedRedisRevivesNobodyAndEndsNobody() {
        Answer ended = register();
        Answer living = register();
        api.as(ended.text("accessToken")).post("/api/auth/logout").expect(204);

        wire.flush();

        api.as(ended.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        refresh(ended).expect(401, "invalid_refresh_token");
        api.as(living.text("accessToken")).get("/api/auth/me").expect(200);
        Answer refreshed = refresh(living).expect(200);
        wire.flush();
        refresh(refreshed).expect(200);
        api.as(refreshed.text("accessToken")).get("/api/auth/me").expect(200);
        api.as(ended.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
    }

    @Test
    void withoutRedisSqlDecides() {
        Answer one = register();
        Answer two = register();
        wire.cut();

        api.as(one.text("accessToken")).get("/api/auth/me").expect(200);
        api.as(one.text("accessToken")).post("/api/auth/logout").expect(204);
        api.as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        api.as(two.text("accessToken")).get("/api/auth/me").expect(200);
        Answer unavailable = refresh(two).expect(503, "unavailable");
        assertFalse(unavailable.header("Retry-After").isEmpty());
        api.post("/api/auth/login", Map.of("email", two.text("user/email"), "password", Api.PASSWORD))
                .expect(503, "unavailable");

        // The other instance never lost Redis, and Redis knows nothing of the end; yet SQL is heard within a second or
        // so.
        Api elsewhere = owner.api().as(one.text("accessToken"));
        await(() -> elsewhere.get("/api/auth/me").status() == 401);

        wire.mend();
        await(() -> app.bean(RevocationSync.class).isSettled());
        api.as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        refresh(two).expect(200);
        refresh(one).expect(401, "invalid_refresh_token");
    }

    @Test
    void withNeitherNobodyIsLetIn() throws Exception {
        Answer one = register();
        api.as(one.text("accessToken")).get("/api/auth/me").expect(200);
        wire.cut();
        ((AutoCloseable) app.bean(DataSource.class)).close();

        Answer refused = api.as(one.text("accessToken")).get("/api/auth/me").expect(503, "unavailable");
        assertFalse(refused.header("Retry-After").isEmpty());
        owner.api().as(one.text("accessToken")).get("/api/auth/me").expect(200);
    }

    @Test
    void aHangingRedisHoldsNobodyUpForLong() {
        Answer one = register();
        wire.signal("STOP");
        Instant start = Instant.now();
        for (int i = 0; i < 20; i++) {
            api.as(one.text("accessToken")).get("/api/auth/me").expect(200);
        }
        Duration taken = Duration.between(start, Instant.now());
        assertTrue(taken.toSeconds() < 10, taken::toString);
        refresh(one).expect(503, "unavailable");
        api.as(one.text("accessToken")).post("/api/auth/logout").expect(204);
        api.as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        wire.signal("CONT");
        await(() -> app.bean(RevocationSync.class).isSettled());
        api.as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
    }

    @Test
    void endingEverythingIsRememberedOverAnOutage() {
        Answer one = register();
        wire.cut();
        api.as(one.text("accessToken")).delete("/api/auth/sessions").expect(204);
        wire.mend();
        await(() -> app.bean(RevocationSync.class).isSettled());
        api.as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        owner.api().as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        Answer again = api.post("/api/auth/login", Map.of("email", one.text("user/email"), "password", Api.PASSWORD))
                .expect(200);
        api.as(again.text("accessToken")).get("/api/auth/me").expect(200);
        assertEquals(
                1,
                api.as(again.text("accessToken"))
                        .get("/api/auth/sessions")
                        .json()
                        .get("items")
                        .size());
    }

    private Answer register() {
        return api.post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                "o-" + UUID.randomUUID() + "@example.com",
                                "password",
                                Api.PASSWORD,
                                "name",
                                "Onna"))
                .expect(201);
    }

    private Answer refresh(Answer tokens) {
        return api.post("/api/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken")));
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(15);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "it did not happen within 15 s");
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
