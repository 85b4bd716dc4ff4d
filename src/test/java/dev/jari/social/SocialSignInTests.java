package dev.jari.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.social.Browser.Person;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To a provider and back, as a browser goes. */
@ParameterizedClass
@EachEngine
class SocialSignInTests {
    private static final List<String> SHAPES = List.of("kakao", "naver", "google", "apple");

    private final App app;
    private final Browser browser;
    private final String email = "s-" + UUID.randomUUID() + "@example.com";
    private final Person mina = Person.of(email);

    SocialSignInTests(Engine engine) {
        app = SocialApps.on(engine);
        browser = new Browser(app);
    }

    @Test
    void listsTheProvidersAndSaysWhichAreInvented() {
        Answer answer = app.api().get("/api/auth/oauth2").expect(200);
        assertEquals(
                SHAPES,
                answer.json()
                        .at("/items")
                        .valueStream()
                        .map(item -> item.get("name").asString())
                        .toList());
        assertTrue(answer.json().at("/items/0/demo").asBoolean());
        assertEquals("Kakao", answer.text("items/0/label"));
    }

    @Test
    void whoHasASecondFactorIsAskedForItBeforeThereIsASession() {
        browser.signIn("kakao", mina, "NONE");
        String id = browser.page(app).get("/api/auth/me").expect(200).text("id");
        app.bean(JdbcClient.class)
                .sql("insert into totp (user_id, wrapped, last_step, created_at, confirmed_at) values (?, '', 0, 1, 1)")
                .param(id)
                .update();
        Browser elsewhere = new Browser(app);
        String page = elsewhere.signIn("kakao", mina, "NONE");
        assertTrue(page.matches("/sign-in\\?challenge=[A-Za-z0-9_-]{43}&methods=totp&next=%2Freservations"), page);
        assertFalse(elsewhere.isSignedIn());
    }

    @Test
    void signsInAtEachShapeOfProviderAndKnowsThePersonAgain() {
        for (String shape : SHAPES) {
            Person person = Person.of("s-" + UUID.randomUUID() + "@example.com");
            assertEquals("/reservations", browser.signIn(shape, person, "NONE"), shape);
            Answer me = browser.page(app).get("/api/auth/me").expect(200);
            assertEquals("Mina", me.text("name"), shape);
            assertEquals(person.email(), me.text("email"), shape);
            assertEquals(!shape.equals("naver"), me.json().get("emailVerified").asBoolean(), shape);
            Browser elsewhere = new Browser(app);
            assertEquals("/reservations", elsewhere.signIn(shape, person, "NONE"));
            assertEquals(
                    me.text("id"),
                    elsewhere.page(app).get("/api/auth/me").expect(200).text("id"));
            assertEquals(
                    shape,
                    elsewhere.page(app).get("/api/auth/identities").expect(200).text("items/0/provider"));
        }
    }

    @Test
    void nobodyNeedsAnAddress() {
        for (String shape : SHAPES) {
            Browser somebody = new Browser(app);
            assertEquals("/reservations", somebody.signIn(shape, Person.of(email), "NO_EMAIL"), shape);
            Answer me = somebody.page(app).get("/api/auth/me").expect(200);
            assertFalse(me.json().has("email"), me::body);
            assertFalse(me.json().get("emailVerified").asBoolean());
        }
    }

    @Test
    void theStateCookieIsForThisBrowserAndThisJourneyAlone() {
        HttpResponse<String> begun = browser.get("/api/auth/oauth2/kakao");
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                cookie.matches(
                        "jari_oauth_[0-9a-f]{16}=[A-Za-z0-9_-]{43}; Path=/; Max-Age=600;.*HttpOnly; SameSite=Lax"),
                cookie);
        Map<String, String> asked = Browser.parameters(Browser.location(begun));
        assertEquals("S256", asked.get("code_challenge_method"));
        assertEquals(43, String.valueOf(asked.get("state")).length());

        String callback = browser.authorized("/api/auth/oauth2/google", mina, "NONE");
        Browser foreign = new Browser(app);
        assertEquals("/sign-in?error=invalid_state", foreign.end(callback), "no cookie");
        assertFalse(foreign.isSignedIn());
        assertEquals("/sign-in?error=invalid_state", browser.end(callback), "used up by the attempt");
        assertFalse(browser.isSignedIn());
    }

    @Test
    void aForeignStateCookieOpensNothing() {
        Browser attacker = new Browser(app);
        String callback = attacker.authorized("/api/auth/oauth2/google", mina, "NONE");
        browser.get("/api/auth/oauth2/google");
        String name = attacker.cookies.keySet().iterator().next();
        browser.cookies.put(name, browser.cookies.values().iterator().next());
        assertEquals("/sign-in?error=invalid_state", browser.end(callback));
        assertFalse(browser.isSignedIn());
    }

    @Test
    void aStateWorksOnceAndForItsProviderOnly() {
        String callback = browser.authorized("/api/auth/oauth2/kakao?next=/", mina, "NONE");
        Map<String, String> before = Map.copyOf(browser.cookies);
        assertEquals("/", browser.end(callback));
        assertTrue(browser.isSignedIn());
        browser.cookies.putAll(before);
        assertEquals("/sign-in?error=invalid_state", browser.end(callback));
        String other =
                browser.authorized("/api/auth/oauth2/kakao", mina, "NONE").replace("/kakao/", "/naver/");
        assertEquals("/sign-in?error=invalid_state", browser.end(other));
        assertEquals("/sign-in?error=invalid_state", browser.end("/api/auth/oauth2/kakao/callback?code=x&state=y"));
        assertEquals("/sign-in?error=invalid_state", browser.end("/api/auth/oauth2/kakao/callback"));
    }

    @Test
    void aCodeWorksOnce() {
        String callback = browser.authorized("/api/auth/oauth2/kakao", mina, "NONE");
        String code = Browser.parameters(callback).get("code");
        browser.end(callback);
        Browser second = new Browser(app);
        String other = second.authorized("/api/auth/oauth2/kakao", mina, "NONE");
        assertEquals(
                "/sign-in?error=provider_refused",
                second.end(
                        other.replace(String.valueOf(Browser.parameters(other).get("code")), String.valueOf(code))));
        assertFalse(second.isSignedIn());
    }

    @Test
    void leadsToPagesOfThisSiteOnly() {
        for (String next : List.of(
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "/%09/evil.example",
                "\\\\evil",
                "evil",
                "/%5C/evil.example",
                "javascript:alert(1)",
                "/a%0D%0ASet-Cookie:x=y")) {
            String encoded =
                    next.contains("%") ? next : Browser.query(Map.of("n", next)).substring(2);
            String end = browser.end(browser.authorized("/api/auth/oauth2/kakao?next=" + encoded, mina, "NONE"));
            assertTrue(end.equals("/"), next + " led to " + end);
        }
        String own = "/shops/%ED%95%98%EB%A3%A8?day=2026-03-02#slots";
        String encoded = Browser.query(Map.of("n", own)).substring(2);
        assertEquals(own, browser.end(browser.authorized("/api/auth/oauth2/kakao?next=" + encoded, mina, "NONE")));
    }

    @Test
    void believesNothingThatDoesNotHold() {
        for (String fault : List.of(
                "WRONG_NONCE",
                "WRONG_AUDIENCE",
                "WRONG_ISSUER",
                "EXPIRED",
                "BAD_SIGNATURE",
                "UNKNOWN_KEY",
                "UNSIGNED")) {
            for (String shape : List.of("google", "apple")) {
                assertEquals(
                        "/sign-in?error=invalid_identity", browser.signIn(shape, mina, fault), shape + " " + fault);
                assertFalse(browser.isSignedIn());
            }
        }
    }

    @Test
    void newKeysOfAProviderAreFetched() {
        assertEquals("/reservations", browser.signIn("google", mina, "NONE"));
        assertEquals("/reservations", browser.signIn("google", mina, "ROTATED_KEYS"));
        assertEquals("/reservations", browser.signIn("google", mina, "NONE"));
    }

    @Test
    void aProviderThatDoesNotAnswerSignsNobodyIn() {
        for (String fault : List.of("DOWN", "HUGE", "SLOW")) {
            long begun = System.nanoTime();
            assertEquals("/sign-in?error=provider_unavailable", browser.signIn("kakao", mina, fault), fault);
            assertTrue(System.nanoTime() - begun < 5_000_000_000L, fault);
            assertFalse(browser.isSignedIn());
        }
        assertEquals("/sign-in?error=provider_refused", browser.signIn("naver", mina, "REDIRECT"));
        double count = app.bean(MeterRegistry.class)
                .counter("jari.social.login", "provider", "kakao", "outcome", "provider_unavailable")
                .count();
        assertTrue(count >= 3);
    }

    @Test
    void whoDeclinesIsNotSignedIn() {
        String page = Browser.location(browser.get("/api/auth/oauth2/kakao"));
        Map<String, String> form = new java.util.LinkedHashMap<>(Browser.parameters(page));
        form.put("deny", "true");
        HttpResponse<String> denied = browser.post("/demo-idp/kakao/authorize", form, true);
        assertEquals("/sign-in?error=access_denied", browser.end(Browser.location(denied)));
    }

    @Test
    void clientsOfTheApiAreToldInJson() {
        Api json = app.api().header("Accept", "application/json");
        json.get("/api/auth/oauth2/kakao/callback?state=x&code=y").expect(400, "invalid_state");
        json.get("/api/auth/oauth2/nobody").expect(404, "not_found");
        json.get("/api/auth/oauth2/kakao?link=true").expect(401, "unauthenticated");
        json.get("/api/auth/identities").expect(401, "unauthenticated");
    }
}
