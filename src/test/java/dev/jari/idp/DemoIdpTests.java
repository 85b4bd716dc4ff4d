package dev.jari.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import org.junit.jupiter.api.Test;

/** The invented provider is as strict as a real one, and not there unless it is asked for. */
class DemoIdpTests {
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void isNotThereUnlessItIsAskedFor() {
        Api api = App.on(Engine.SQLITE).api();
        for (String path : new String[] {"google/authorize", "google/jwks", "kakao/userinfo"}) {
            api.get("/demo-idp/" + path).expect(404);
        }
        assertEquals(
                0, api.get("/api/auth/oauth2").expect(200).json().get("items").size());
    }

    @Test
    void refusesWhatARealOneWouldRefuse() {
        try (App app = App.start(Engine.SQLITE, "jari.social.demo=true")) {
            Api api = app.api();
            String callback = api.base() + "/api/auth/oauth2/google/callback";
            String pkce = "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
            String rest = "&response_type=code&state=s&nonce=n&scope=openid";
            String known = "/demo-idp/google/authorize?client_id=demo-google&redirect_uri=" + callback;
            Answer page = api.get(known + pkce + rest).expect(200);
            assertTrue(page.body().contains("This is a demo, not Google"), page::body);
            assertTrue(page.header("Content-Security-Policy").contains("default-src 'self'"));
            assertTrue(!page.body().contains("<script") && !page.body().contains("style="), page::body);
            api.get(known + "/x" + pkce + rest).expect(400);
            api.get(known.replace("demo-google", "other") + pkce + rest).expect(400);
            api.get("/demo-idp/google/authorize?client_id=demo-google&redirect_uri=https://evil.example" + pkce + rest)
                    .expect(400);
            refused(api, known + rest);
            refused(api, known + pkce.replace("S256", "plain") + rest);
            refused(api, known + pkce + rest.replace("&state=s", ""));
            refused(api, known + pkce + rest.replace("&nonce=n", ""));
            Api form = api.header("Content-Type", "application/x-www-form-urlencoded");
            form.post("/demo-idp/google/token", "grant_type=authorization_code&code=x&client_id=demo-google")
                    .expect(401);
            form.post("/demo-idp/google/token", "client_id=demo-google&client_secret=wrong")
                    .expect(401);
            form.post("/demo-idp/kakao/unlink", "target_id=1").expect(401);
            api.get("/demo-idp/other/jwks").expect(404);
        }
    }

    private static void refused(Api api, String path) {
        assertTrue(api.get(path).expect(302).header("Location").contains("error=invalid_request"), path);
    }

    @Test
    void vouchesForAddressesThatNobodyHas() {
        for (String email : new String[] {"a@example.com", "a@x.example.org", "a@people.example", "a@b.test"}) {
            assertTrue(new Grant.Person("1", "N", email, true).isVouchedFor(), email);
        }
        for (String email : new String[] {"a@gmail.com", "a@example.com.evil.kr", "a@badexample.com", "a@test"}) {
            assertTrue(!new Grant.Person("1", "N", email, true).isVouchedFor(), email);
        }
    }
}
