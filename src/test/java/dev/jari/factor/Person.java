package dev.jari.factor;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Somebody with a phone: signs up, adds factors, signs in. */
final class Person {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    final String email = "f-" + UUID.randomUUID() + "@example.com";
    final Api site;
    final App app;
    String id;
    Api me;
    Totp phone = new Totp(new byte[Totp.SECRET_BYTES]);
    // The step of the enrolment: there are three codes to use, of the step before to the step after.
    long step;
    List<String> recoveryCodes = List.of();

    Person(App app) {
        this.app = app;
        // The WebAuthn id of a site cannot be an IP address.
        site = new Api(app.api().base().replace("127.0.0.1", "localhost"));
        Answer registered = site.post(
                        "/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Fay"))
                .expect(201);
        id = registered.text("user/id");
        me = site.as(registered.text("accessToken"));
    }

    Person withPhone() {
        Answer begun = me.post("/api/auth/totp").expect(200);
        phone = new Totp(base32(begun.text("secret")));
        long late = Math.floorMod(System.currentTimeMillis(), 30_000L);
        if (late > 24_000) {
            pause(30_100 - late);
        }
        step = Totp.step(Instant.now());
        Answer confirmed =
                me.put("/api/auth/totp", Map.of("code", phone.code(step - 1))).expect(200);
        if (confirmed.json().at("/recoveryCodes").size() > 0) {
            recoveryCodes = codes(confirmed);
        }
        return this;
    }

    static List<String> codes(Answer answer) {
        return answer.json()
                .at("/recoveryCodes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    String now() {
        return phone.code(step);
    }

    String next() {
        return phone.code(step + 1);
    }

    Answer login() {
        return login(site);
    }

    Answer login(Api at) {
        return at.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD));
    }

    String challenge() {
        return login().expect(200).text("challenge");
    }

    Answer answer(String challenge, String method, String code) {
        return site.post("/api/auth/login/challenge", Map.of("challenge", challenge, "method", method, "code", code));
    }

    /** As if the last sign-in had been long ago. */
    void grow() {
        JdbcClient jdbc = app.bean(JdbcClient.class);
        jdbc.sql("update session set authenticated_at = 1 where user_id = ?")
                .param(id)
                .update();
    }

    SoftAuthenticator passkey() {
        SoftAuthenticator made = new SoftAuthenticator(site.base());
        register(made).expect(201);
        return made;
    }

    Answer register(SoftAuthenticator authenticator) {
        Answer options = me.post("/api/auth/passkeys/options").expect(200);
        return me.post(
                "/api/auth/passkeys",
                Map.of(
                        "label",
                        "Fay's key",
                        "credential",
                        authenticator.create(options.text("challenge"), options.text("user/id"))));
    }

    String assertion() {
        return site.post("/api/auth/login/passkey/options").expect(200).text("challenge");
    }

    Answer signInBy(SoftAuthenticator authenticator) {
        return site.post("/api/auth/login/passkey", Map.of("credential", authenticator.get(assertion())));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] base32(String text) {
        BigInteger bits = BigInteger.ONE;
        for (int i = 0; i < text.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(text.charAt(i))));
        }
        byte[] whole = bits.toByteArray();
        return Arrays.copyOfRange(whole, 1, whole.length);
    }
}
