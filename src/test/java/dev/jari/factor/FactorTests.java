package dev.jari.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.auth.SignIns;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Mailbox;
import dev.jari.user.Users;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ParameterizedClass
@EachEngine
class FactorTests {
    private static final String SHORT = "kestrel-9";

    private final App app;
    private final Person fay;

    FactorTests(Engine engine) {
        app = App.on(engine);
        fay = new Person(app);
    }

    @Test
    void aConfirmedAppIsAskedForAtTheNextLogin() {
        Answer begun = fay.me.post("/api/auth/totp").expect(200);
        assertTrue(begun.text("uri").startsWith("otpauth://totp/Jari:"), begun::body);
        assertTrue(fay.login().expect(200).body().contains("accessToken"), "pending counts for nothing");
        fay.me.put("/api/auth/totp", Map.of("code", "000000")).expect(422, "bad_code");

        fay.withPhone();
        assertEquals(10, fay.recoveryCodes.size());
        Answer asked = fay.login().expect(200);
        assertFalse(asked.body().contains("Token"), asked::body);
        assertEquals("[\"totp\",\"recovery\"]", asked.json().get("methods").toString());
        Answer in = fay.answer(asked.text("challenge"), "totp", fay.now()).expect(200);
        fay.site.as(in.text("accessToken")).get("/api/auth/me").expect(200);
        fay.answer(asked.text("challenge"), "totp", fay.next()).expect(401, "challenge_void");
    }

    @Test
    void aCodeIsGoodOnce() {
        fay.withPhone();
        fay.answer(fay.challenge(), "totp", fay.phone.code(fay.step - 1)).expect(401, "bad_code");
        fay.answer(fay.challenge(), "totp", fay.next()).expect(200);
        fay.answer(fay.challenge(), "totp", fay.now()).expect(401, "bad_code");
        fay.answer(fay.challenge(), "totp", fay.next()).expect(401, "bad_code");
    }

    @Test
    void ofManyWithOneCodeAtOnceOneGetsIn() {
        fay.withPhone();
        List<String> challenges =
                java.util.stream.Stream.generate(fay::challenge).limit(6).toList();
        List<Answer> answers = Crowd.of(challenges.size(), i -> () -> fay.answer(challenges.get(i), "totp", fay.now()));
        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 200).count());
    }

    @Test
    void aChallengeIsForOnePersonAndFiveAttempts() {
        Person other = new Person(app).withPhone();
        fay.withPhone();
        String challenge = fay.challenge();
        fay.answer(challenge, "totp", other.now()).expect(401, "bad_code");
        fay.answer(challenge, "recovery", other.recoveryCodes.getFirst()).expect(401, "bad_code");
        fay.answer(challenge, "password", Api.PASSWORD).expect(401, "bad_credentials");
        Answer tooSoon = fay.answer(challenge, "totp", "000000").expect(429, "too_many_failures");
        assertEquals("1", tooSoon.header("Retry-After"));
        Person.pause(1_050);
        fay.answer(challenge, "passkey", "000000").expect(401, "bad_passkey");
        Person.pause(2_050);
        fay.answer(challenge, "totp", "000000").expect(401, "bad_code");
        Person.pause(4_050);
        fay.answer(challenge, "totp", fay.now()).expect(401, "challenge_void");
        fay.answer("no such challenge", "totp", fay.now()).expect(401, "challenge_void");
    }

    @Test
    void aRecoveryCodeIsGoodOnceAndVoidWhenThereAreNewOnes() {
        fay.withPhone();
        String code = fay.recoveryCodes.getFirst();
        fay.answer(
                        fay.challenge(),
                        "recovery",
                        " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                .expect(200);
        fay.answer(fay.challenge(), "recovery", code).expect(401, "bad_code");
        Answer left = fay.me.get("/api/auth/factors").expect(200);
        assertEquals("{\"totp\":true,\"passkeys\":0,\"recoveryCodesLeft\":9}", left.body());

        List<String> renewed =
                Person.codes(fay.me.post("/api/auth/recovery-codes").expect(200));
        fay.answer(fay.challenge(), "recovery", fay.recoveryCodes.get(1)).expect(401, "bad_code");
        fay.answer(fay.challenge(), "recovery", renewed.getFirst()).expect(200);
        new Person(app).me.post("/api/auth/recovery-codes").expect(409, "no_second_factor");
    }

    /** From 112 bits on a plain hash is enough; each sign has five. */
    @Test
    void recoveryCodesAreStrongEnoughForAPlainHash() {
        fay.withPhone();
        assertEquals(10, fay.recoveryCodes.stream().distinct().count());
        for (String code : fay.recoveryCodes) {
            assertTrue(code.matches("([A-Z2-7]{4}-){5}[A-Z2-7]{4}"), code);
        }
    }

    @Test
    void nothingLeadsAroundTheSecondFactor() {
        Answer before = fay.login().expect(200);
        fay.withPhone();
        fay.site
                .post("/api/auth/refresh", Map.of("refreshToken", fay.challenge()))
                .expect(401, "invalid_refresh_token");
        fay.site.as(fay.challenge()).get("/api/auth/me").expect(401, "invalid_token");
        fay.site
                .post("/api/auth/refresh", Map.of("refreshToken", before.text("refreshToken")))
                .expect(200);

        var user = app.bean(Users.class).byId(fay.id).orElseThrow();
        var response = new MockHttpServletResponse();
        String page = app.bean(SignIns.class)
                .proceedInBrowser(user, new MockHttpServletRequest(), response)
                .orElseThrow();
        assertTrue(response.getHeaders("Set-Cookie").isEmpty());
        assertTrue(page.matches("/sign-in\\?challenge=[A-Za-z0-9_-]{43}&methods=totp,recovery"), page);
        String challenge = page.replaceAll(".*challenge=([^&]+).*", "$1");
        fay.answer(challenge, "totp", fay.now()).expect(200);
    }

    @Test
    void signingOutEverywhereHoldsForWhoIsOnTheWayIn() {
        fay.withPhone();
        String challenge = fay.challenge();
        fay.me.delete("/api/auth/sessions").expect(204);
        fay.answer(challenge, "totp", fay.now()).expect(401, "challenge_void");
        fay.answer(fay.challenge(), "totp", fay.now()).expect(200);
    }

    @Test
    void sensitiveCallsWantARecentProof() {
        fay.withPhone();
        fay.grow();
        Answer required = fay.me.post("/api/auth/recovery-codes").expect(403, "step_up_required");
        assertEquals("[\"totp\"]", required.json().get("methods").toString());
        for (String call : List.of("/api/auth/totp", "/api/auth/passkeys/options")) {
            fay.me.post(call).expect(403, "step_up_required");
        }
        fay.me.delete("/api/auth/totp").expect(403, "step_up_required");
        fay.me.put("/api/auth/totp", Map.of("code", "000000")).expect(403, "step_up_required");
        fay.me.delete("/api/auth/passkeys/1").expect(403, "step_up_required");

        fay.me
                .post("/api/auth/step-up", Map.of("method", "password", "password", Api.PASSWORD))
                .expect(401, "bad_credentials");
        fay.me
                .post("/api/auth/step-up", Map.of("method", "recovery", "code", fay.recoveryCodes.getFirst()))
                .expect(401, "bad_code");
        fay.me
                .post("/api/auth/step-up", Map.of("method", "totp", "code", fay.now()))
                .expect(204);
        fay.me.post("/api/auth/recovery-codes").expect(200);
    }

    @Test
    void aRefreshIsNoProof() {
        Answer in = fay.login().expect(200);
        fay.grow();
        Answer refreshed = fay.site
                .post("/api/auth/refresh", Map.of("refreshToken", in.text("refreshToken")))
                .expect(200);
        Api again = fay.site.as(refreshed.text("accessToken"));
        Answer required = again.post("/api/auth/totp").expect(403, "step_up_required");
        assertEquals("[\"password\"]", required.json().get("methods").toString());
        Map<String, String> wrong = Map.of("method", "password", "password", "not the right password");
        for (int i = 0; i < 3; i++) {
            again.post("/api/auth/step-up", wrong).expect(401, "bad_credentials");
        }
        again.post("/api/auth/step-up", wrong).expect(429, "too_many_failures");
        fay.login().expect(200);
        Person.pause(1_050);
        again.post("/api/auth/step-up", Map.of("method", "password", "password", Api.PASSWORD))
                .expect(204);
        again.post("/api/auth/totp").expect(200);
    }

    @Test
    void aShorterPasswordNeedsAFactorBesideIt() {
        Map<String, String> shorter = Map.of("currentPassword", Api.PASSWORD, "newPassword", SHORT);
        fay.me.put("/api/auth/password", shorter).expect(422, "validation");
        fay.withPhone();
        fay.me
                .put("/api/auth/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", "password1"))
                .expect(422, "validation");
        Answer changed = fay.me.put("/api/auth/password", shorter).expect(200);
        Api me = fay.site.as(changed.text("accessToken"));
        me.delete("/api/auth/totp").expect(409, "password_too_short");
        me.put("/api/auth/password", Map.of("currentPassword", SHORT, "newPassword", Api.PASSWORD))
                .expect(200);
        Api longer = fay.site.as(
                fay.answer(fay.challenge(), "totp", fay.now()).expect(200).text("accessToken"));
        longer.delete("/api/auth/totp").expect(204);
        longer.delete("/api/auth/totp").expect(404);
        assertTrue(fay.login().expect(200).body().contains("accessToken"));
        assertEquals(
                0,
                longer.get("/api/auth/factors").json().get("recoveryCodesLeft").asInt());
    }

    @Test
    void aForgottenPasswordIsReplacedByAShorterOneBesideAFactor() {
        Person ivo = new Person(app);
        app.api()
                .put("/api/auth/password-reset/" + resetLink(ivo), Map.of("password", SHORT))
                .expect(422, "validation");
        fay.withPhone();
        String link = resetLink(fay);
        app.api()
                .put("/api/auth/password-reset/" + link, Map.of("password", "heron-7"))
                .expect(422, "validation");
        app.api()
                .put("/api/auth/password-reset/" + link, Map.of("password", SHORT))
                .expect(204);
        Answer asked = fay.site
                .post("/api/auth/login", Map.of("email", fay.email, "password", SHORT))
                .expect(200);
        Api me = fay.site.as(fay.answer(asked.text("challenge"), "totp", fay.now())
                .expect(200)
                .text("accessToken"));
        me.delete("/api/auth/totp").expect(409, "password_too_short");
    }

    private String resetLink(Person person) {
        app.api()
                .post("/api/auth/password-reset", Map.of("email", person.email))
                .expect(202);
        return new Mailbox(app.api(), person.email).token("/reset-password");
    }

    @Test
    void losingTheFactorAndTakingAShortPasswordAtOnceDoNotBothSucceed() {
        for (int round = 0; round < 5; round++) {
            Person ivo = new Person(app).withPhone();
            Map<String, String> shorter = Map.of("currentPassword", Api.PASSWORD, "newPassword", SHORT);
            List<Answer> both = Crowd.of(
                    2,
                    which -> () ->
                            which == 0 ? ivo.me.delete("/api/auth/totp") : ivo.me.put("/api/auth/password", shorter));
            boolean removed = both.getFirst().status() == 204;
            boolean shortened = both.getLast().status() == 200;
            assertFalse(removed && shortened);
        }
    }

    @Test
    void anAppIsNotReplacedBehindItsOwnersBack() {
        fay.withPhone();
        fay.me.post("/api/auth/totp").expect(409, "totp_exists");
        fay.me.put("/api/auth/totp", Map.of("code", fay.now())).expect(409, "totp_not_pending");
    }
}
