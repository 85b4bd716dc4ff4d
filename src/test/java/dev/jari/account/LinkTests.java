package dev.jari.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Links in mails: what they do, and what they do not let anybody do. */
@ParameterizedClass
@EachEngine
class LinkTests {
    private static final String NEW_PASSWORD = "two chairs under the old tree";

    private final App app;
    private final Api api;
    private final String email = "l-" + UUID.randomUUID() + "@example.com";
    private final Mailbox mailbox;
    private final Api me;

    LinkTests(Engine engine) {
        app = App.on(engine);
        api = app.api();
        mailbox = new Mailbox(api, email);
        me = api.as(api.header("Accept-Language", "en-GB,en;q=0.9,ko;q=0.5")
                .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Lena"))
                .expect(201)
                .text("accessToken"));
    }

    @Test
    void registeringAsksForProofOfTheAddressInThePersonsLanguage() {
        assertThat(mailbox.mails()).hasSize(1);
        assertThat(mailbox.mails().getFirst().get("subject").asString()).contains("please confirm");
        assertThat(mailbox.mails().getFirst().get("link").asString()).startsWith(api.base() + "/verify-email#");
        String token = mailbox.token("/verify-email");
        assertThat(token).hasSize(43);
        me.put("/api/auth/email-verification/" + token, Map.of()).expect(204);
        assertThat(me.get("/api/auth/me").json().get("emailVerified").asBoolean())
                .isTrue();
        me.put("/api/auth/email-verification/" + token, Map.of()).expect(410, "link_expired");
        me.post("/api/auth/email-verification").expect(409, "already_verified");
    }

    @Test
    void anAddressIsConfirmedByWhoIsSignedInThere() {
        String token = mailbox.token("/verify-email");
        api.put("/api/auth/email-verification/" + token, Map.of()).expect(401, "unauthenticated");
        api.registered("Victim")
                .put("/api/auth/email-verification/" + token, Map.of())
                .expect(403, "not_your_link");
        assertThat(me.get("/api/auth/me").json().get("emailVerified").asBoolean())
                .isFalse();
        me.put("/api/auth/email-verification/" + token, Map.of()).expect(204);
    }

    @Test
    void keepsOnlyTheDigestOfAToken() {
        String token = mailbox.token("/verify-email");
        var kept = app.bean(JdbcClient.class)
                .sql("select token_hash from account_link where address = ?")
                .param(email)
                .query(String.class)
                .list();
        assertThat(kept).hasSize(1).doesNotContain(token);
    }

    @Test
    void threeLinksAnHourAreEnough() {
        me.post("/api/auth/email-verification").expect(202);
        me.post("/api/auth/email-verification").expect(202);
        Answer refused = me.post("/api/auth/email-verification").expect(429, "too_many_links");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(mailbox.count("/verify-email")).isEqualTo(3);
    }

    @Test
    void aForgottenPasswordIsReplacedAndEverybodySignedOut() {
        String token = askForReset();
        api.put("/api/auth/password-reset/" + token, Map.of("password", "short"))
                .expect(422, "validation");
        api.put("/api/auth/password-reset/" + token, Map.of("password", NEW_PASSWORD))
                .expect(204);
        me.get("/api/auth/me").expect(401, "invalid_token");
        login(Api.PASSWORD).expect(401, "bad_credentials");
        Answer signedIn = login(NEW_PASSWORD).expect(200);
        assertThat(signedIn.json().at("/user/emailVerified").asBoolean()).isTrue();
        api.put("/api/auth/password-reset/" + token, Map.of("password", NEW_PASSWORD + "!"))
                .expect(410, "link_expired");
        assertThat(mailbox.mails().getFirst().get("subject").asString()).contains("password was changed");
    }

    @Test
    void answersAResetAlikeWhetherTheAddressIsKnown() {
        Answer known =
                api.post("/api/auth/password-reset", Map.of("email", email)).expect(202);
        Answer unknown = api.post("/api/auth/password-reset", Map.of("email", "x" + email))
                .expect(202);
        assertThat(unknown.body()).isEqualTo(known.body()).isEmpty();
        mailbox.token("/reset-password");
        assertThat(new Mailbox(api, "x" + email).mails()).isEmpty();
        api.post("/api/auth/password-reset", Map.of("email", email + "\r\nBcc: thief@example.com"))
                .expect(202);
    }

    @Test
    void ofTwoWhoOpenOneLinkAtOnceOneGetsIt() throws Exception {
        String token = askForReset();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String password = NEW_PASSWORD + i;
                answers.add(
                        people.submit(() -> api.put("/api/auth/password-reset/" + token, Map.of("password", password))
                                .status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 410);
        }
    }

    @Test
    void aLinkIsForOnePurposeForAQuarterOfAnHour() {
        String token = askForReset();
        me.put("/api/auth/email-verification/" + token, Map.of()).expect(410, "link_expired");
        me.put("/api/auth/email/" + token, Map.of()).expect(410, "link_expired");
        api.put("/api/auth/password-reset/nonsense", Map.of("password", NEW_PASSWORD))
                .expect(410, "link_expired");
        Long life = app.bean(JdbcClient.class)
                .sql("select max(expires_at - created_at) from account_link where address = ?")
                .param(email)
                .query(Long.class)
                .single();
        assertThat(life).isEqualTo(900_000);
        write("update account_link set expires_at = created_at - 1 where address = ?");
        api.put("/api/auth/password-reset/" + token, Map.of("password", NEW_PASSWORD))
                .expect(410, "link_expired");
    }

    @Test
    void aNewPasswordMakesOlderLinksVoid() {
        String token = askForReset();
        me.put("/api/auth/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", NEW_PASSWORD))
                .expect(200);
        api.put("/api/auth/password-reset/" + token, Map.of("password", NEW_PASSWORD))
                .expect(410, "link_expired");
    }

    @Test
    void theAddressChangesWhenTheNewOneIsProven() {
        String token = askForReset();
        String next = "n" + email;
        me.put("/api/auth/email", Map.of("email", next)).expect(422, "validation");
        me.put("/api/auth/email", Map.of("email", next, "currentPassword", "not the right password"))
                .expect(401, "bad_credentials");
        me.put("/api/auth/email", Map.of("email", email, "currentPassword", Api.PASSWORD))
                .expect(409, "email_taken");
        me.put("/api/auth/email", Map.of("email", "a@b\r\nBcc: c@example.com", "currentPassword", Api.PASSWORD))
                .expect(422, "validation");
        me.put("/api/auth/email", Map.of("email", next, "currentPassword", Api.PASSWORD))
                .expect(202);
        assertThat(mailbox.mails().getFirst().get("subject").asString()).contains("wants to change");
        assertThat(me.get("/api/auth/me").text("email")).isEqualTo(email);

        String proof = new Mailbox(api, next).token("/change-email");
        api.put("/api/auth/email/" + proof, Map.of()).expect(401, "unauthenticated");
        api.registered("Another").put("/api/auth/email/" + proof, Map.of()).expect(403, "not_your_link");
        me.put("/api/auth/email/" + proof, Map.of()).expect(204);
        Answer changed = me.get("/api/auth/me").expect(200);
        assertThat(changed.text("email")).isEqualTo(next);
        assertThat(changed.json().get("emailVerified").asBoolean()).isTrue();
        login(Api.PASSWORD).expect(401, "bad_credentials");
        api.put("/api/auth/password-reset/" + token, Map.of("password", NEW_PASSWORD))
                .expect(410, "link_expired");
    }

    @Test
    void anAddressThatBecameAnothersMeanwhileIsNotTaken() {
        String next = "t" + email;
        me.put("/api/auth/email", Map.of("email", next, "currentPassword", Api.PASSWORD))
                .expect(202);
        String token = new Mailbox(api, next).token("/change-email");
        api.post("/api/auth/register", Map.of("email", next, "password", Api.PASSWORD, "name", "Other"))
                .expect(201);
        me.put("/api/auth/email/" + token, Map.of()).expect(409, "email_taken");
    }

    @Test
    void tellsOfASignInFromADeviceNotSeenBefore() {
        int before = mailbox.mails().size();
        login(Api.PASSWORD).expect(200);
        assertThat(mailbox.mails()).hasSize(before);
        Api phone = api.header("User-Agent", "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36");
        for (int i = 0; i < 2; i++) {
            phone.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                    .expect(200);
            assertThat(mailbox.mails()).hasSize(before + 1);
        }
        assertThat(mailbox.mails().getFirst().get("text").asString()).contains("Chrome on Android", "127.0.0.0/24");
    }

    @Test
    void theLinkOfADeletedPersonOpensNothing() {
        String token = askForReset();
        me.delete("/api/auth/me").expect(204);
        api.put("/api/auth/password-reset/" + token, Map.of("password", NEW_PASSWORD))
                .expect(410, "link_expired");
        assertThat(new Mailbox(api, email).count("/reset-password")).isEqualTo(1);
        api.post("/api/auth/password-reset", Map.of("email", email)).expect(202);
        LockSupport.parkNanos(300_000_000);
        assertThat(mailbox.count("/reset-password")).isEqualTo(1);
    }

    private String askForReset() {
        api.post("/api/auth/password-reset", Map.of("email", " " + email.toUpperCase(java.util.Locale.ROOT)))
                .expect(202);
        return mailbox.token("/reset-password");
    }

    private Answer login(String password) {
        return api.post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private void write(String sql) {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction ->
                        app.bean(JdbcClient.class).sql(sql).param(email).update());
    }
}
