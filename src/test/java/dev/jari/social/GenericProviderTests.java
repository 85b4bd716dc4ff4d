package dev.jari.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Any OpenID provider, by issuer, client id and secret alone; this one is nobody's of us. */
@ParameterizedClass
@EachEngine
class GenericProviderTests {
    private final MockOAuth2Server server = new MockOAuth2Server();
    private final App app;

    GenericProviderTests(Engine engine) {
        server.start();
        String company = "jari.social.providers.company.";
        app = App.start(
                engine,
                company + "issuer=" + server.issuerUrl("company"),
                company + "client-id=jari",
                company + "client-secret=secret");
    }

    @AfterEach
    void stop() {
        app.close();
        server.shutdown();
    }

    private String signIn(Browser browser) {
        String page = Browser.location(browser.get("/api/auth/oauth2/company?next=/reservations"));
        return browser.end(Browser.location(browser.get(page)));
    }

    private void says(List<String> audience, Map<String, Object> claims, long seconds) {
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback("company", "subject-1", "JWT", audience, claims, seconds));
    }

    @Test
    void issuerAndClientAreEnough() {
        Browser browser = new Browser(app);
        says(List.of("jari"), Map.of("email", "c@example.com", "email_verified", true, "name", "Cho"), 600);
        assertEquals("/reservations", signIn(browser));
        Answer me = browser.page(app).get("/api/auth/me").expect(200);
        assertEquals("Cho", me.text("name"));
        assertEquals("c@example.com", me.text("email"));
        assertEquals("Company", app.api().get("/api/auth/oauth2").text("items/0/label"));
        assertEquals(1, app.api().get("/api/auth/oauth2").json().get("items").size(), "no demo unless asked for");
    }

    @Test
    void itsIdentitiesAreCheckedToo() {
        Browser browser = new Browser(app);
        String page = Browser.location(browser.get("/api/auth/oauth2/company"));
        String otherNonce = page.replaceFirst("nonce=[^&]+", "nonce=another");
        assertEquals("/sign-in?error=invalid_identity", browser.end(Browser.location(browser.get(otherNonce))));
        assertFalse(browser.isSignedIn());
        says(List.of("jari"), Map.of(), -600);
        assertEquals("/sign-in?error=invalid_identity", signIn(browser));
    }

    @Test
    void anIssuerThatCallsItselfOtherwiseIsNotFollowed() {
        String company = "jari.social.providers.company.";
        try (App misled = App.start(
                Engine.SQLITE,
                company + "issuer=" + server.issuerUrl("company") + "/",
                company + "client-id=jari",
                company + "client-secret=secret")) {
            assertEquals(
                    "/sign-in?error=provider_unavailable",
                    Browser.location(new Browser(misled).get("/api/auth/oauth2/company")));
        }
    }

    @Test
    void whereItIsDownOneIsToldSo() {
        server.shutdown();
        Browser browser = new Browser(app);
        assertEquals("/sign-in?error=provider_unavailable", Browser.location(browser.get("/api/auth/oauth2/company")));
    }
}
