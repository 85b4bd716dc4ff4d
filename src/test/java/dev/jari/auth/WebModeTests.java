package dev.jari.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The browser's transport: cookies that no script reads and no foreign page can use. */
class WebModeTests {
    private final App app = App.on(Engine.SQLITE);
    private final Api plain = app.api();
    private final Api page = plain.header("X-Jari-Client", "web").header("Sec-Fetch-Site", "same-origin");
    private final Map<String, String> person =
            Map.of("email", "w-" + UUID.randomUUID() + "@example.com", "password", Api.PASSWORD, "name", "Web");

    @Test
    void tokensAreCookiesAndNotInTheBody() {
        Answer registered = page.post("/api/auth/register", person).expect(201);
        assertFalse(registered.body().contains("Token\""), registered::body);
        assertTrue(registered.json().get("expiresIn").asLong() > 0);
        for (String cookie : cookies(registered)) {
            assertTrue(
                    cookie.matches("jari_(at|rt|device)=[^;]+; Path=/; Max-Age=\\d+;.*HttpOnly; SameSite=Strict"),
                    cookie);
        }
        Api signedIn = with(registered);
        signedIn.get("/api/auth/me").expect(200);
        Answer refreshed = signedIn.post("/api/auth/refresh").expect(200);
        with(refreshed).get("/api/auth/me").expect(200);
        Answer out = with(refreshed).post("/api/auth/logout").expect(204);
        assertTrue(cookies(out).stream().allMatch(cookie -> cookie.contains("Max-Age=0")));
        with(refreshed).get("/api/auth/me").expect(401, "invalid_token");
        Answer ended = with(refreshed).post("/api/auth/refresh").expect(401, "invalid_refresh_token");
        assertEquals(2, cookies(ended).size(), "a session that has ended leaves no cookies");
    }

    @Test
    void overHttpsTheyBelongToThisHostOnly() {
        try (App secure = App.start(Engine.SQLITE, "jari.web.trusted-proxies=127.0.0.1")) {
            Api behindProxy = secure.api()
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Jari-Client", "web")
                    .header("Sec-Fetch-Site", "same-origin");
            Answer registered = behindProxy.post("/api/auth/register", person).expect(201);
            for (String cookie : cookies(registered)) {
                assertTrue(cookie.startsWith("__Host-jari_") && cookie.contains("; Secure;"), cookie);
            }
            assertFalse(registered.header("Strict-Transport-Security").isEmpty());
            behindProxy.header("Cookie", pairs(registered)).get("/api/auth/me").expect(200);
        }
    }

    @Test
    void aForeignPageCanDoNothingWithThem() {
        String cookie = pairs(page.post("/api/auth/register", person).expect(201));
        Api browser = plain.header("Cookie", cookie);
        String path = "/api/auth/sessions?except=current";
        browser.delete(path).expect(403, "csrf");
        browser.header("X-Jari-Client", "web").delete(path).expect(403, "csrf");
        browser.header("Sec-Fetch-Site", "same-origin").delete(path).expect(403, "csrf");
        for (String site : List.of("cross-site", "same-site", "none")) {
            browser.header("X-Jari-Client", "web")
                    .header("Sec-Fetch-Site", site)
                    .delete(path)
                    .expect(403, "csrf");
        }
        Api old = browser.header("X-Jari-Client", "web");
        old.header("Origin", "http://attacker.example").delete(path).expect(403, "csrf");
        old.header("Origin", "null").delete(path).expect(403, "csrf");
        old.header("Origin", plain.base()).delete(path).expect(204);
        browser.header("X-Jari-Client", "web")
                .header("Sec-Fetch-Site", "same-origin")
                .delete(path)
                .expect(204);
        plain.header("X-Jari-Client", "web").post("/api/auth/login", person).expect(403, "csrf");
        browser.header("X-Jari-Client", "web").post("/api/auth/refresh").expect(403, "csrf");
        browser.get("/api/auth/me").expect(200);
    }

    @Test
    void aStaleCookieDoesNotStopBrowsing() {
        Api stale = plain.header("Cookie", "jari_at=x.y.z");
        stale.get("/api/auth/me").expect(401, "invalid_token");
        assertEquals(200, stale.get("/api/businesses").status());
        page.header("Cookie", "jari_at=x.y.z")
                .post("/api/auth/register", person)
                .expect(201);
        // Signing out works when only the refresh cookie is still good.
        String refresh =
                cookies(page.post("/api/auth/login", person).expect(200)).get(1).split(";")[0];
        page.header("Cookie", refresh).post("/api/auth/logout").expect(204);
        page.header("Cookie", refresh).post("/api/auth/refresh").expect(401, "invalid_refresh_token");
    }

    @Test
    void anOutageLeavesTheCookiesAlone() {
        try (App busy = App.startWithOwnRedis(Engine.SQLITE);
                var wire = dev.jari.testing.RedisWire.to(busy);
                App app = busy.another(wire.properties())) {
            Api page = app.api().header("X-Jari-Client", "web").header("Sec-Fetch-Site", "same-origin");
            String cookie = pairs(page.post("/api/auth/register", person).expect(201));
            wire.cut();
            Answer unavailable =
                    page.header("Cookie", cookie).post("/api/auth/refresh").expect(503, "unavailable");
            assertTrue(cookies(unavailable).isEmpty());
        }
    }

    @Test
    void theBearerHeaderWins() {
        String cookie = pairs(page.post("/api/auth/register", person).expect(201));
        plain.header("Cookie", cookie).as("x.y.z").get("/api/auth/me").expect(401, "invalid_token");
    }

    @Test
    void signingInAgainEndsTheSessionThatTheBrowserHad() {
        Answer first = page.post("/api/auth/register", person).expect(201);
        Answer second = with(first).post("/api/auth/login", person).expect(200);
        with(first).get("/api/auth/me").expect(401, "invalid_token");
        with(first).post("/api/auth/refresh").expect(401, "invalid_refresh_token");
        with(second).get("/api/auth/me").expect(200);
    }

    private Api with(Answer answer) {
        return page.header("Cookie", pairs(answer));
    }

    private static String pairs(Answer answer) {
        return String.join(
                "; ",
                cookies(answer).stream().map(cookie -> cookie.split(";")[0]).toList());
    }

    private static List<String> cookies(Answer answer) {
        return answer.response().headers().allValues("Set-Cookie");
    }
}
