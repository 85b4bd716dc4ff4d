package dev.jari.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.social.Browser.Person;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Mailbox;
import dev.jari.user.Arrivals;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose account a login leads to. */
@ParameterizedClass
@EachEngine
class LinkingTests {
    private final App app;
    private final Browser browser;
    private final String email = "l-" + UUID.randomUUID() + "@example.com";
    private final Person mina = Person.of(email);

    LinkingTests(Engine engine) {
        app = SocialApps.on(engine);
        browser = new Browser(app);
    }

    private Answer register() {
        return app.api()
                .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Local"))
                .expect(201);
    }

    private String me(Browser signedIn) {
        return signedIn.page(app).get("/api/auth/me").expect(200).text("id");
    }

    @Test
    void anAddressThatBothHaveProvenJoins() {
        Answer local = register();
        app.bean(Arrivals.class).vouch(local.text("user/id"));
        assertEquals("/reservations", browser.signIn("google", mina, "NONE"));
        assertEquals(local.text("user/id"), me(browser));
        app.api().as(local.text("accessToken")).get("/api/auth/me").expect(200);
        login().expect(200);
    }

    @Test
    void anAddressThatTheProviderHasNotProvenDoesNot() {
        Answer local = register();
        app.bean(Arrivals.class).vouch(local.text("user/id"));
        for (String shape : List.of("kakao", "google")) {
            assertEquals("/sign-in?error=link_required", browser.signIn(shape, mina, "UNVERIFIED"), shape);
        }
        assertEquals("/sign-in?error=link_required", browser.signIn("naver", mina, "NONE"));
        assertFalse(browser.isSignedIn());
    }

    @Test
    void whoComesWithAnAddressThatNobodyHasProvenIsAskedToProveIt() {
        browser.signIn("kakao", mina, "UNVERIFIED");
        String token = new Mailbox(app.api(), email).token("/verify-email");
        browser.page(app).put("/api/auth/email-verification/" + token, Map.of()).expect(204);
        Answer me = browser.page(app).get("/api/auth/me").expect(200);
        assertTrue(me.json().get("emailVerified").asBoolean(), me::body);
        browser.signIn("kakao", mina, "UNVERIFIED");
        assertEquals(1, new Mailbox(app.api(), email).count("/verify-email"), "only who is new");
    }

    @Test
    void whoComesWithAProvenAddressOrNoneGetsNoMail() {
        browser.signIn("google", mina, "NONE");
        assertEquals(List.of(), new Mailbox(app.api(), email).mails());
        new Browser(app).signIn("kakao", Person.of(""), "NO_EMAIL");
    }

    @Test
    void aSquatterOfAnAddressKeepsNothing() {
        Answer squatter = register();
        assertEquals("/sign-in?error=link_required", browser.signIn("naver", mina, "NONE"));
        assertEquals("/reservations", browser.signIn("kakao", mina, "NONE"));
        Answer owner = browser.page(app).get("/api/auth/me").expect(200);
        assertNotEquals(squatter.text("user/id"), owner.text("id"));
        assertEquals(email, owner.text("email"));
        assertTrue(owner.json().get("emailVerified").asBoolean());
        login().expect(401, "bad_credentials");
        app.api().as(squatter.text("accessToken")).get("/api/auth/me").expect(401);
        app.api()
                .post("/api/auth/refresh", Map.of("refreshToken", squatter.text("refreshToken")))
                .expect(401);
        app.api()
                .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Again"))
                .expect(409, "email_taken");
    }

    @Test
    void anOperatorIsNeverReachedByAnAddressAlone() {
        User operator = app.bean(Users.class)
                .register(email, Api.PASSWORD, "Operator", Set.of(User.USER, User.ADMIN))
                .orElseThrow();
        assertEquals("/sign-in?error=link_required", browser.signIn("google", mina, "NONE"));
        app.bean(Arrivals.class).vouch(operator.id());
        assertEquals("/sign-in?error=link_required", browser.signIn("google", mina, "NONE"));
        login().expect(200);
    }

    private Answer login() {
        return app.api().post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD));
    }

    @Test
    void whoIsSignedInLinksAndUnlinksButNeverTheLastWay() {
        browser.signIn("kakao", Person.of(""), "NO_EMAIL");
        String id = me(browser);
        Api page = browser.page(app);
        page.delete("/api/auth/identities/kakao").expect(409, "last_sign_in");
        String end = browser.end(browser.authorized("/api/auth/oauth2/google?link=true&next=/account", mina, "NONE"));
        assertEquals("/account", end);
        assertEquals(id, me(browser), "linking starts no other session");
        assertEquals(
                2,
                page.get("/api/auth/identities").expect(200).json().get("items").size());

        Browser elsewhere = new Browser(app);
        elsewhere.signIn("google", mina, "NONE");
        assertEquals(id, me(elsewhere));
        page.delete("/api/auth/identities/kakao").expect(204);
        page.delete("/api/auth/identities/kakao").expect(404, "not_found");
        page.delete("/api/auth/identities/google").expect(409, "last_sign_in");
    }

    @Test
    void aPasswordIsAWayInToo() {
        String token = register().text("accessToken");
        Api api = app.api().as(token);
        var begun = browser.send(browser.request("/api/auth/oauth2/naver?link=true", true)
                .header("Authorization", "Bearer " + token)
                .GET());
        Map<String, String> form = new java.util.LinkedHashMap<>(Browser.parameters(Browser.location(begun)));
        form.putAll(Map.of("subject", mina.subject(), "name", "N", "email", ""));
        assertEquals("/", browser.end(Browser.location(browser.post("/demo-idp/naver/authorize", form, true))));
        assertEquals("naver", api.get("/api/auth/identities").expect(200).text("items/0/provider"));
        api.delete("/api/auth/identities/naver").expect(204);
    }

    @Test
    void aLoginBelongsToOnePersonAndAPersonHasOneOfEachProvider() {
        browser.signIn("kakao", mina, "NONE");
        Browser other = new Browser(app);
        other.signIn("naver", Person.of(""), "NO_EMAIL");
        assertEquals(
                "/account?error=identity_taken",
                other.end(other.authorized("/api/auth/oauth2/kakao?link=true&next=/account", mina, "NONE")));
        assertEquals(
                "/account?tab=2&error=provider_linked",
                browser.end(browser.authorized(
                        "/api/auth/oauth2/kakao?link=true&next=/account%3Ftab%3D2", Person.of(""), "NO_EMAIL")));
    }

    @Test
    void whoSignsOutOnTheWayLinksNothing() {
        browser.signIn("kakao", mina, "NONE");
        String callback = browser.authorized("/api/auth/oauth2/google?link=true", Person.of(""), "NO_EMAIL");
        browser.page(app).post("/api/auth/logout").expect(204);
        assertEquals("/?error=unauthenticated", browser.end(callback));
    }

    @Test
    void anotherSiteCannotBeginALink() {
        browser.signIn("kakao", mina, "NONE");
        var begun = browser.send(browser.request("/api/auth/oauth2/google?link=true", true)
                .header("Sec-Fetch-Site", "same-site")
                .header("Accept", "application/json")
                .GET());
        assertEquals(403, begun.statusCode());
    }

    @Test
    void anotherSiteCannotBeginASignInEither() {
        var begun = browser.send(browser.request("/api/auth/oauth2/google", false)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html")
                .GET());
        assertEquals("/sign-in?error=csrf", Browser.location(begun));
        assertEquals("", begun.headers().firstValue("Set-Cookie").orElse(""));
    }

    @Test
    void linkingWantsARecentProof() {
        Api api = app.api().as(register().text("accessToken"));
        String id = api.get("/api/auth/me").text("id");
        api.get("/api/auth/step-up").expect(204);
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> app.bean(JdbcClient.class)
                        .sql("update session set authenticated_at = 1 where user_id = ?")
                        .param(id)
                        .update());
        for (String call : List.of("/api/auth/step-up", "/api/auth/oauth2/google?link=true")) {
            api.header("Accept", "application/json").get(call).expect(403, "step_up_required");
        }
        api.post("/api/auth/step-up", Map.of("method", "password", "password", Api.PASSWORD))
                .expect(204);
        assertEquals(302, api.get("/api/auth/oauth2/google?link=true").status());
    }

    @Test
    void whoProvesAnAddressByANewPasswordSharesTheAccountWithNobody() {
        assertEquals("/reservations", browser.signIn("naver", mina, "NONE"));
        String squatted = me(browser);
        app.api().post("/api/auth/password-reset", Map.of("email", email)).expect(202);
        String token = new Mailbox(app.api(), email).token("/reset-password");
        app.api()
                .put("/api/auth/password-reset/" + token, Map.of("password", Api.PASSWORD))
                .expect(204);
        assertEquals(squatted, login().expect(200).text("user/id"));
        Browser again = new Browser(app);
        assertEquals("/sign-in?error=link_required", again.signIn("naver", mina, "NONE"));
    }

    @Test
    void aNewPasswordOfAProvenAddressUnlinksNothing() {
        browser.signIn("kakao", mina, "NONE");
        String id = me(browser);
        app.api().post("/api/auth/password-reset", Map.of("email", email)).expect(202);
        String token = new Mailbox(app.api(), email).token("/reset-password");
        app.api()
                .put("/api/auth/password-reset/" + token, Map.of("password", Api.PASSWORD))
                .expect(204);
        assertEquals(1, app.bean(Unlinking.class).of(id).size());
    }

    @Test
    void theSamePersonArrivingTwiceAtOnceIsOnePerson() throws Exception {
        List<Browser> browsers = List.of(new Browser(app), new Browser(app), new Browser(app));
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> ways = browsers.stream()
                    .map(each -> {
                        String callback = each.authorized("/api/auth/oauth2/kakao", mina, "NONE");
                        return (Callable<String>) () -> each.end(callback);
                    })
                    .toList();
            for (Future<String> end : crowd.invokeAll(ways)) {
                assertEquals("/", end.get());
            }
        }
        assertEquals(1, browsers.stream().map(this::me).distinct().count());
    }

    @Test
    void aProviderThatDoesNotAnswerIsToldUntilItDoes() throws InterruptedException {
        browser.signIn("google", mina, "REVOCATION_DOWN");
        String id = me(browser);
        browser.page(app).delete("/api/auth/me").expect(204);
        int most = 0;
        for (int i = 0; i < 100 && waiting(mina.subject()) >= 0; i++) {
            most = Math.max(most, waiting(mina.subject()));
            Thread.sleep(50);
        }
        assertEquals(-1, waiting(mina.subject()), "told at last");
        assertTrue(most >= 2, "told again and again: " + most);
        assertEquals(List.of(), app.bean(Unlinking.class).of(id));
    }

    /** How often the provider was told; -1 once nothing is left to tell. */
    private int waiting(String subject) {
        return app.bean(JdbcClient.class)
                .sql("select attempts from farewell where subject = ?")
                .param(subject)
                .query(Integer.class)
                .optional()
                .orElse(-1);
    }

    @Test
    void theProvidersTokensLieWrappedInTheDatabase() {
        browser.signIn("google", mina, "NONE");
        String secret = app.bean(JdbcClient.class)
                .sql("select secret from identity where subject = ?")
                .param(mina.subject())
                .query(String.class)
                .single();
        assertTrue(secret.length() > 70 && !secret.contains("-") && !secret.contains("_"), secret);
    }
}
