package dev.jari.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.json.JsonMapper;

@ParameterizedClass
@EachEngine
class PasskeyTests {
    private final App app;
    private final Person fay;

    PasskeyTests(Engine engine) {
        app = App.on(engine);
        fay = new Person(app);
    }

    @Test
    void letsItsOwnerInAlone() {
        Answer options = fay.me.post("/api/auth/passkeys/options").expect(200);
        assertEquals("localhost", options.text("rp/id"));
        assertEquals("required", options.text("authenticatorSelection/userVerification"));
        assertEquals("required", options.text("authenticatorSelection/residentKey"));
        assertEquals(300_000, options.json().get("timeout").asInt());
        assertFalse(options.body().contains(":null"), options::body);

        SoftAuthenticator key = new SoftAuthenticator(fay.site.base());
        Answer registered = fay.register(key).expect(201);
        assertEquals("Fay's key", registered.text("label"));
        assertEquals(10, registered.json().get("recoveryCodes").size());
        Answer request = fay.site.post("/api/auth/login/passkey/options").expect(200);
        assertEquals(0, request.json().get("allowCredentials").size(), "nobody is named");
        Answer in = fay.signInBy(key).expect(200);
        assertEquals(fay.id, in.text("user/id"));
        Answer listed =
                fay.site.as(in.text("accessToken")).get("/api/auth/passkeys").expect(200);
        assertFalse(listed.text("items/0/lastUsedAt").isEmpty());
    }

    @Test
    void isASecondFactorAndAStepUp() {
        SoftAuthenticator key = fay.passkey();
        Answer asked = fay.login().expect(200);
        assertEquals("[\"passkey\",\"recovery\"]", asked.json().get("methods").toString());
        fay.site
                .post(
                        "/api/auth/login/challenge",
                        Map.of(
                                "challenge",
                                asked.text("challenge"),
                                "method",
                                "passkey",
                                "passkey",
                                key.get(fay.assertion())))
                .expect(200);
        fay.grow();
        fay.me.post("/api/auth/passkeys/options").expect(403, "step_up_required");
        Person other = new Person(app);
        SoftAuthenticator others = other.passkey();
        fay.me
                .post("/api/auth/step-up", Map.of("method", "passkey", "passkey", others.get(fay.assertion())))
                .expect(401, "bad_passkey");
        fay.me
                .post("/api/auth/step-up", Map.of("method", "passkey", "passkey", key.get(fay.assertion())))
                .expect(204);
        fay.me.post("/api/auth/passkeys/options").expect(200);
    }

    @Test
    void aChallengeIsGoodOnceAndForItsPurpose() {
        SoftAuthenticator key = fay.passkey();
        String challenge = fay.assertion();
        Map<String, Object> assertion = key.get(challenge);
        fay.site
                .post("/api/auth/login/passkey", Map.of("credential", assertion))
                .expect(200);
        fay.site
                .post("/api/auth/login/passkey", Map.of("credential", assertion))
                .expect(401, "bad_passkey");
        fay.site
                .post("/api/auth/login/passkey", Map.of("credential", key.get("A".repeat(43))))
                .expect(401, "bad_passkey");
        String forRegistration =
                fay.me.post("/api/auth/passkeys/options").expect(200).text("challenge");
        fay.site
                .post("/api/auth/login/passkey", Map.of("credential", key.get(forRegistration)))
                .expect(401, "bad_passkey");
        String forLogin = fay.assertion();
        var another = new SoftAuthenticator(fay.site.base());
        fay.me
                .post("/api/auth/passkeys", Map.of("credential", another.create(forLogin, "AAAA")))
                .expect(422, "bad_passkey");
        String forOther = new Person(app)
                .me
                .post("/api/auth/passkeys/options")
                .expect(200)
                .text("challenge");
        fay.me
                .post("/api/auth/passkeys", Map.of("credential", another.create(forOther, "AAAA")))
                .expect(422, "bad_passkey");
    }

    @Test
    void anotherSiteOrAnAbsentOwnerIsRefused() {
        SoftAuthenticator key = fay.passkey();
        key.origin = "https://jari.example.evil.example";
        fay.signInBy(key).expect(401, "bad_passkey");
        key.origin = fay.site.base();
        key.rpId = "evil.example";
        fay.signInBy(key).expect(401, "bad_passkey");
        key.rpId = "localhost";
        key.flags = SoftAuthenticator.PRESENT;
        fay.signInBy(key).expect(401, "bad_passkey");
        key.flags = SoftAuthenticator.VERIFIED;
        fay.signInBy(key).expect(401, "bad_passkey");
        key.flags = SoftAuthenticator.PRESENT | SoftAuthenticator.VERIFIED;
        fay.signInBy(key).expect(200);

        var unverified = new SoftAuthenticator(fay.site.base());
        unverified.flags = SoftAuthenticator.PRESENT;
        fay.register(unverified).expect(422, "bad_passkey");
    }

    @Test
    void aCopyIsRefusedAndSeen() {
        SoftAuthenticator key = fay.passkey();
        fay.signInBy(key).expect(200);
        fay.signInBy(key).expect(200);
        key.counter -= 1;
        fay.signInBy(key).expect(401, "bad_passkey");
        Answer listed = fay.me.get("/api/auth/passkeys").expect(200);
        assertFalse(listed.text("items/0/clonedAt").isEmpty(), listed::body);
        key.counter -= 2;
        fay.signInBy(key).expect(401, "bad_passkey");
        key.counter = 10;
        fay.signInBy(key).expect(200);
    }

    @Test
    void oneThatDoesNotCountIsNoCopy() {
        SoftAuthenticator key = fay.passkey();
        for (int i = 0; i < 2; i++) {
            key.counter = -1;
            fay.signInBy(key).expect(200);
        }
    }

    @Test
    void anotherPersonsCredentialCannotBeTaken() {
        SoftAuthenticator key = fay.passkey();
        Person thief = new Person(app);
        thief.register(key).expect(422, "bad_passkey");
        // The authenticator now believes that it is the thief's; the handle does not fit the credential's owner.
        fay.signInBy(key).expect(401, "bad_passkey");
        String id = fay.me.get("/api/auth/passkeys").text("items/0/id");
        thief.me.delete("/api/auth/passkeys/" + id).expect(404);
        fay.me.delete("/api/auth/passkeys/" + id).expect(204);
        fay.signInBy(key).expect(401, "bad_passkey");
        assertTrue(fay.login().expect(200).body().contains("accessToken"));
    }

    @Test
    void whateverIsSentIsAnsweredWithARefusal() {
        SoftAuthenticator key = fay.passkey();
        JsonMapper json = JsonMapper.shared();
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            String text = json.writeValueAsString(Map.of("credential", key.get(fay.assertion())));
            int at = random.nextInt(text.length());
            String altered = text.substring(0, at) + (char) (33 + random.nextInt(90)) + text.substring(at + 1);
            Answer answer = fay.site.post("/api/auth/login/passkey", altered);
            assertTrue(answer.status() < 500, () -> altered + " was answered " + answer.body());
        }
        for (int i = 0; i < 60; i++) {
            Answer options = fay.me.post("/api/auth/passkeys/options").expect(200);
            var made = new SoftAuthenticator(fay.site.base());
            Map<String, Object> body = new HashMap<>();
            body.put("credential", made.create(options.text("challenge"), options.text("user/id")));
            String text = json.writeValueAsString(body);
            int start = text.indexOf("attestationObject") + 20;
            int at = start + random.nextInt(200);
            String altered = text.substring(0, at) + "AZ5_".charAt(i % 4) + text.substring(at + 1);
            Answer answer = fay.me.post("/api/auth/passkeys", altered);
            assertTrue(answer.status() < 500, () -> altered + " was answered " + answer.body());
        }
        fay.site.post("/api/auth/login/passkey", "{\"credential\":{}}").expect(401, "bad_passkey");
        fay.site.post("/api/auth/login/passkey", "{}").expect(422, "validation");
        fay.site.post("/api/auth/login/passkey", "{\"credential\":7}").expect(400);
    }

    @Test
    void worksOnLocalhostAndOnTheConfiguredSiteOnly() {
        Api byAddress = app.api();
        assertNotEquals(byAddress.base(), fay.site.base());
        byAddress.post("/api/auth/login/passkey/options").expect(409, "passkeys_not_configured");
        try (App configured = App.start(Engine.SQLITE, "jari.auth.passkey-origin=https://jari.example")) {
            Answer options =
                    configured.api().post("/api/auth/login/passkey/options").expect(200);
            assertEquals("jari.example", options.text("rpId"));
        }
    }
}
