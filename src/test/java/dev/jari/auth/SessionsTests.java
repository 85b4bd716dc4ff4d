package dev.jari.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

@ParameterizedClass
@EachEngine
class SessionsTests {
    private final Api api;

    SessionsTests(Engine engine) {
        api = App.on(engine).api();
    }

    @Test
    void registersSignsInAndTellsWhoIsSignedIn() {
        String email = email();
        Answer registered = register(email).expect(201);
        assertEquals("Bearer", registered.text("tokenType"));
        long life = registered.json().get("expiresIn").asLong();
        assertTrue(life >= 855 && life <= 945, () -> "expiresIn " + life);
        assertEquals(604_800, registered.json().get("refreshExpiresIn").asLong());

        Answer login =
                login(" " + email.toUpperCase(java.util.Locale.ROOT) + " ").expect(200);
        Answer me = api.as(login.text("accessToken")).get("/api/auth/me").expect(200);
        assertEquals(email, me.text("email"));
        assertEquals(registered.text("user/id"), me.text("id"));
        assertEquals("USER", me.text("roles/0"));
        assertTrue(me.json().at("/session/current").asBoolean());
    }

    @Test
    void refusesATakenAddress() {
        String email = email();
        register(email).expect(201);
        register(email).expect(409, "email_taken");
    }

    @Test
    void refusesWrongCredentialsAlike() {
        String email = email();
        register(email).expect(201);
        Map<String, String> wrong = Map.of("email", email, "password", "not the right password");
        Answer known = api.post("/api/auth/login", wrong).expect(401, "bad_credentials");
        Answer unknown = api.post("/api/auth/login", Map.of("email", email(), "password", "not the right password"))
                .expect(401, "bad_credentials");
        assertEquals(known.text("detail"), unknown.text("detail"));
    }

    @Test
    void refreshesAndRotates() {
        Answer first = register(email()).expect(201);
        Answer second = refresh(first.text("refreshToken")).expect(200);
        assertNotEquals(first.text("refreshToken"), second.text("refreshToken"));
        api.as(second.text("accessToken")).get("/api/auth/me").expect(200);
        assertEquals(
                second.text("refreshToken"),
                refresh(first.text("refreshToken")).expect(200).text("refreshToken"),
                "a replay within the grace gets the identical successor");
    }

    @Test
    void endsASessionAtOnce() {
        Answer signedIn = register(email()).expect(201);
        Api me = api.as(signedIn.text("accessToken"));
        me.post("/api/auth/logout").expect(204);
        Answer refused = me.get("/api/auth/me").expect(401, "invalid_token");
        assertTrue(refused.header("WWW-Authenticate").contains("invalid_token"));
        refresh(signedIn.text("refreshToken")).expect(401, "invalid_refresh_token");
    }

    @Test
    void listsAndEndsOtherSessions() {
        String email = email();
        register(email).expect(201);
        Answer one = api.header("User-Agent", "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36")
                .post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                .expect(200);
        Api mine = api.as(login(email).expect(200).text("accessToken"));
        Answer list = mine.get("/api/auth/sessions").expect(200);
        assertEquals(3, list.json().get("items").size());
        assertTrue(list.json().at("/items/0/current").asBoolean());
        assertEquals("Chrome on Android", list.text("items/1/device"));

        mine.delete("/api/auth/sessions/" + list.text("items/1/id")).expect(204);
        mine.delete("/api/auth/sessions/" + list.text("items/1/id")).expect(404);
        api.as(one.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        mine.delete("/api/auth/sessions?except=current").expect(204);
        assertEquals(1, mine.get("/api/auth/sessions").json().get("items").size());
        mine.delete("/api/auth/sessions").expect(204);
        mine.get("/api/auth/me").expect(401, "invalid_token");
        login(email).expect(200);
    }

    @Test
    void endsNobodyElsesSession() {
        Api me = api.registered("Jisu");
        Answer other = register(email()).expect(201);
        String theirs = api.as(other.text("accessToken")).get("/api/auth/me").text("session/id");
        me.delete("/api/auth/sessions/" + theirs).expect(404);
        api.as(other.text("accessToken")).get("/api/auth/me").expect(200);
    }

    @Test
    void changingThePasswordEndsEverythingOlder() {
        String email = email();
        Answer elsewhere = register(email).expect(201);
        Answer here = login(email).expect(200);
        Api me = api.as(here.text("accessToken"));
        String next = "two chairs under the old tree";
        me.put("/api/auth/password", Map.of("currentPassword", "something else entirely", "newPassword", next))
                .expect(401, "bad_credentials");
        me.put("/api/auth/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", "short"))
                .expect(422, "validation");
        Answer changed = me.put("/api/auth/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", next))
                .expect(200);

        api.as(changed.text("accessToken")).get("/api/auth/me").expect(200);
        me.get("/api/auth/me").expect(401, "invalid_token");
        api.as(elsewhere.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
        refresh(elsewhere.text("refreshToken")).expect(401, "invalid_refresh_token");
        refresh(changed.text("refreshToken")).expect(200);
        login(email).expect(401, "bad_credentials");
        api.post("/api/auth/login", Map.of("email", email, "password", next)).expect(200);
    }

    @Test
    void thePasswordIsNotGuessedFromWithinASessionEither() {
        String email = email();
        Api me = api.as(register(email).expect(201).text("accessToken"));
        Map<String, String> wrong =
                Map.of("currentPassword", "something else entirely", "newPassword", "two chairs under the old tree");
        for (int i = 0; i < 3; i++) {
            me.put("/api/auth/password", wrong).expect(401, "bad_credentials");
        }
        me.put("/api/auth/password", wrong).expect(429, "too_many_failures");
        login(email).expect(200);
    }

    @Test
    void saysWhatIsWrongWithARegistration() {
        Answer refused = api.post(
                        "/api/auth/register",
                        Map.of("email", "mina@example.com", "password", "123456789012345678", "name", "Mina"))
                .expect(422, "validation");
        assertEquals("password", refused.text("errors/0/field"));
        assertEquals("too_common", refused.text("errors/0/code"));
        api.post("/api/auth/register", "{\"email\":").expect(400, "malformed_json");
        api.post("/api/auth/register", Map.of("email", "x")).expect(422, "validation");
    }

    @Test
    void publishesItsKeys() {
        Answer keys = api.get("/.well-known/jwks.json").expect(200);
        assertEquals("ES256", keys.text("keys/0/alg"));
        assertFalse(keys.body().contains("\"d\""), "the private part stays here");
    }

    private static String email() {
        return "mina-" + UUID.randomUUID() + "@example.com";
    }

    private Answer register(String email) {
        return api.post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Mina"));
    }

    private Answer login(String email) {
        return api.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD));
    }

    private Answer refresh(String refreshToken) {
        return api.post("/api/auth/refresh", Map.of("refreshToken", refreshToken));
    }
}
