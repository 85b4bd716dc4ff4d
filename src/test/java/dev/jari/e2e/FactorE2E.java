package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FactorE2E {
    private static final Words KO = Words.KO;
    private static final int CODES = 10;

    private final Stage stage = Stage.get();
    private final Account customer = Account.register(stage.jari(), "김하늘");

    @Test
    void setsUpAnAppAndSignsInWithItsCodeOrARecoveryCode() {
        try (Visitor visitor = stage.visitor(KO, "light", 360).signIn(customer)) {
            Page page = visitor.open("/account/security").page();
            visitor.button(KO.of("totp.setUp")).click();
            assertThat(page.locator(".qr")).isVisible();
            var phone = new Phone(page.locator(".secret code").innerText());
            visitor.field(KO.of("totp.code")).fill(phone.code(-1));
            visitor.inSheet(KO.of("totp.confirm")).click();
            assertThat(page.locator(".codes li")).hasCount(CODES);
            visitor.shoot("account-recovery-codes");
            String recovery = page.locator(".codes li").first().innerText();
            visitor.inSheet(KO.of("codes.kept")).click();
            assertThat(page.getByText(KO.of("codes.left").replace("{count}", "" + CODES)))
                    .isVisible();

            signOutAndIn(visitor);
            visitor.field(KO.of("proof.totpLabel")).fill(phone.code(0));
            visitor.button(KO.of("proof.go")).click();
            assertThat(page.locator("button.avatar")).isVisible();

            signOutAndIn(visitor);
            visitor.field(KO.of("proof.recovery")).check();
            visitor.field(KO.of("proof.recoveryLabel")).fill(recovery);
            visitor.button(KO.of("proof.go")).click();
            assertThat(page.locator("button.avatar")).isVisible();
        }
    }

    @Test
    void addsAPasskeyAndSignsInWithItAlone() {
        try (Visitor visitor = stage.visitor(KO).signIn(customer)) {
            Page page = visitor.open("/account/security").page();
            plugAuthenticatorIn(page);
            visitor.button(KO.of("passkeys.add")).click();
            visitor.field(KO.of("passkeys.label")).fill("내 노트북");
            visitor.inSheet(KO.of("passkeys.add")).click();
            visitor.inSheet(KO.of("codes.kept")).click();
            assertThat(page.getByText("내 노트북")).isVisible();
            visitor.shoot("account-passkeys");

            signOut(visitor);
            visitor.open("/sign-in?next=/reservations");
            visitor.button(KO.of("passkey.go")).click();
            page.waitForURL("**/reservations");
            assertThat(page.locator("button.avatar")).isVisible();
        }
    }

    /** Ten minutes are too long to wait for: the first call is answered in the server's stead, all that follow are its own. */
    @Test
    void asksAgainWhoItIsAndGoesOnWhereItWas() {
        AtomicInteger calls = new AtomicInteger();
        try (Visitor visitor = stage.visitor(KO).signIn(customer)) {
            Page page = visitor.open("/account/security").page();
            page.route("**/api/auth/totp", route -> {
                if (calls.getAndIncrement() == 0) {
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(403)
                            .setBody("{\"code\":\"step_up_required\",\"methods\":[\"password\"]}"));
                } else {
                    route.resume();
                }
            });
            visitor.button(KO.of("totp.setUp")).click();
            assertThat(visitor.sheet()).containsText(KO.of("stepUp.hint"));
            visitor.shoot("account-step-up");
            visitor.field(KO.of("auth.password")).fill(customer.password());
            visitor.inSheet(KO.of("proof.go")).click();
            assertThat(page.locator(".qr")).isVisible();
            assertEquals(2, calls.get(), "calls");
        }
    }

    private void signOutAndIn(Visitor visitor) {
        signOut(visitor);
        visitor.open("/sign-in").fillSignIn(customer);
        visitor.button(KO.of("auth.signIn")).click();
    }

    private static void signOut(Visitor visitor) {
        visitor.open("/account").page().locator(".who button").click();
        assertThat(visitor.page().locator("button.avatar")).isHidden();
    }

    private static void plugAuthenticatorIn(Page page) {
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        JsonObject authenticator = JsonParser.parseString("""
                        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
                         "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true}}""").getAsJsonObject();
        browser.send("WebAuthn.addVirtualAuthenticator", authenticator);
    }
}
