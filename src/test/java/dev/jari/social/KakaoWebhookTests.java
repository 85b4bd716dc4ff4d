package dev.jari.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What Kakao tells us, and what we tell Kakao. */
@ParameterizedClass
@EachEngine
class KakaoWebhookTests {
    private static final String SUBJECT = "1234567890";
    private static final String UNLINKED = "https://schemas.kakao.com/events/oauth/user-unlinked";
    private static final String REVOKED = "https://schemas.openid.net/secevent/risc/event-type/sessions-revoked";

    private final KakaoStandIn kakao = new KakaoStandIn();
    private final App app;

    KakaoWebhookTests(Engine engine) throws IOException {
        app = App.start(engine, kakao.properties());
    }

    @AfterEach
    void stop() {
        app.close();
        kakao.close();
    }

    private Browser signedIn() {
        Browser browser = new Browser(app);
        String page = Browser.location(browser.get("/api/auth/oauth2/kakao"));
        String state = Browser.parameters(page).get("state");
        assertEquals("/", browser.end("/api/auth/oauth2/kakao/callback?code=c&state=" + state));
        return browser;
    }

    private Api.Answer unlink(String authorization, String appId) {
        return app.api()
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        "/api/auth/kakao/unlink",
                        "app_id=" + appId + "&user_id=" + SUBJECT + "&referrer_type=UNLINK_FROM_APPS");
    }

    private Api.Answer push(String token) {
        return app.api().header("Content-Type", "application/secevent+jwt").post("/api/auth/kakao/events", token);
    }

    @Test
    void theWebhookUnlinksAndEndsSessionsForWhoHasTheAdminKey() {
        Browser browser = signedIn();
        String id = browser.page(app).get("/api/auth/me").expect(200).text("id");
        assertEquals("민아", browser.page(app).get("/api/auth/me").text("name"));
        unlink("KakaoAK wrong", KakaoStandIn.APP_ID).expect(401, "unauthenticated");
        unlink("Bearer x.y.z", KakaoStandIn.APP_ID).expect(401);
        unlink("KakaoAK " + KakaoStandIn.ADMIN_KEY, "1").expect(401, "unauthenticated");
        browser.page(app).get("/api/auth/me").expect(200);
        long begun = System.nanoTime();
        unlink("KakaoAK " + KakaoStandIn.ADMIN_KEY, KakaoStandIn.APP_ID).expect(200);
        assertTrue(System.nanoTime() - begun < 3_000_000_000L);
        browser.page(app).get("/api/auth/me").expect(401);
        unlink("KakaoAK " + KakaoStandIn.ADMIN_KEY, KakaoStandIn.APP_ID).expect(200);
        assertEquals(0, kakao.told.size(), "Kakao knows");
        String again = signedIn().page(app).get("/api/auth/me").expect(200).text("id");
        assertTrue(!again.equals(id), "whoever comes back is somebody new");
    }

    @Test
    void theWebhookMayBeAGetAsWell() {
        Browser browser = signedIn();
        String call = "/api/auth/kakao/unlink?referrer_type=UNLINK_FROM_APPS&user_id=" + SUBJECT + "&app_id=";
        Api kakaoCalls = app.api().header("Authorization", "KakaoAK " + KakaoStandIn.ADMIN_KEY);
        app.api().get(call + KakaoStandIn.APP_ID).expect(401, "unauthenticated");
        app.api()
                .header("Authorization", "KakaoAK wrong")
                .get(call + KakaoStandIn.APP_ID)
                .expect(401, "unauthenticated");
        kakaoCalls.get(call + "1").expect(401, "unauthenticated");
        browser.page(app).get("/api/auth/me").expect(200);
        kakaoCalls.get(call + KakaoStandIn.APP_ID).expect(200);
        browser.page(app).get("/api/auth/me").expect(401);
    }

    @Test
    void aSignedEventUnlinksOrEndsSessions() {
        Browser browser = signedIn();
        push(KakaoStandIn.sign(kakao.key, "secevent+jwt", KakaoStandIn.event(REVOKED, "999")))
                .expect(202);
        browser.page(app).get("/api/auth/me").expect(200);
        String revoked = KakaoStandIn.sign(kakao.key, "secevent+jwt", KakaoStandIn.event(REVOKED, SUBJECT));
        push(revoked).expect(202);
        browser.page(app).get("/api/auth/me").expect(401);
        Browser again = signedIn();
        push(revoked).expect(202);
        again.page(app).get("/api/auth/identities").expect(200);
        push(KakaoStandIn.sign(kakao.key, "secevent+jwt", KakaoStandIn.event(UNLINKED, SUBJECT)))
                .expect(202);
        again.page(app).get("/api/auth/me").expect(401);
    }

    @Test
    void anEventThatDoesNotHoldDoesNothing() {
        Browser browser = signedIn();
        Map<String, Object> event = KakaoStandIn.event(UNLINKED, SUBJECT);
        push(KakaoStandIn.sign(KakaoStandIn.generate("first"), "secevent+jwt", event))
                .expect(400, "invalid_key");
        push(KakaoStandIn.sign(KakaoStandIn.generate("other"), "secevent+jwt", event))
                .expect(400, "invalid_key");
        push(KakaoStandIn.sign(kakao.key, "JWT", event)).expect(400, "invalid_request");
        push("junk").expect(400, "invalid_key");
        push("eyJhbGciOiJub25lIn0.e30.").expect(400, "invalid_key");
        push(KakaoStandIn.sign(kakao.key, "secevent+jwt", with(event, "iss", "https://evil.example")))
                .expect(400, "invalid_issuer");
        push(KakaoStandIn.sign(kakao.key, "secevent+jwt", with(event, "aud", "another")))
                .expect(400, "invalid_audience");
        push(KakaoStandIn.sign(kakao.key, "secevent+jwt", with(event, "sub", "1")))
                .expect(400, "invalid_request");
        push(KakaoStandIn.sign(kakao.key, "secevent+jwt", with(event, "events", Map.of())))
                .expect(400, "invalid_request");
        browser.page(app).get("/api/auth/me").expect(200);
    }

    private static Map<String, Object> with(Map<String, Object> event, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(event);
        changed.put(name, value);
        return changed;
    }

    @Test
    void kakaoIsToldOfADeletedAccountUntilItAnswers() throws InterruptedException {
        signedIn().page(app).delete("/api/auth/me").expect(204);
        for (int i = 0; i < 100 && kakao.told.size() < 2; i++) {
            Thread.sleep(50);
        }
        Thread.sleep(1_500);
        assertEquals(2, kakao.told.size(), "once refused, once answered, then no more");
        assertEquals("KakaoAK kakao-admin-key target_id_type=user_id&target_id=1234567890", kakao.told.getLast());
    }
}
