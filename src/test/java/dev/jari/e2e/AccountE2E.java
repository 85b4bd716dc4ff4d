package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountE2E {
    private static final Words KO = Words.KO;

    private final Stage stage = Stage.get();
    private final Shop shop = Shop.open(Account.register(stage.jari(), "사장님").api());

    @Test
    void aChosenTimeOutlastsTheWayToKakaoAndBack() {
        try (Visitor visitor = stage.visitor(KO, "light", 360)) {
            chooseATime(visitor);
            String chosen = visitor.sheet().locator(".facts-when b").innerText();
            provider(visitor, "kakao").click();
            invent(visitor.page());
            assertThat(visitor.sheet().locator(".facts-when b")).hasText(chosen);
            visitor.inSheet(KO.of("book.go")).click();
            assertThat(visitor.sheet()).containsText(KO.of("book.done"));
        }
    }

    @Test
    void whoCancelsAtTheProviderIsToldAndCanGoOnByPassword() {
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(KO)) {
            chooseATime(visitor);
            provider(visitor, "kakao").click();
            visitor.button("Cancel").click();
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText(KO.of("socialError.access_denied"));
            visitor.shoot("account-cancelled");
            visitor.fillSignIn(customer);
            visitor.button(KO.of("auth.signIn")).click();
            assertThat(visitor.sheet().locator(".facts-when b")).isVisible();
        }
    }

    @Test
    void linksAndUnlinksLoginsButNotTheLastWayIn() {
        try (Visitor visitor = stage.visitor(KO)) {
            visitor.open("/sign-in?next=/account/security");
            provider(visitor, "kakao").click();
            invent(visitor.page());
            press(visitor, "links.unlinkLabel", "social.kakao");
            visitor.inSheet(KO.of("links.unlink")).click();
            assertThat(visitor.sheet().getByRole(AriaRole.ALERT)).containsText(KO.of("error.last_sign_in"));
            visitor.shoot("account-last-way-in");
            visitor.inSheet(KO.of("account.keep")).click();

            visitor.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(named("links.linkLabel", "social.naver")))
                    .click();
            invent(visitor.page());
            press(visitor, "links.unlinkLabel", "social.naver");
            visitor.shoot("account-unlink");
            visitor.inSheet(KO.of("links.unlink")).click();
            assertThat(visitor.page().getByText(named("links.unlinked", "social.naver")))
                    .isVisible();
            assertThat(visitor.button(named("links.unlinkLabel", "social.naver")))
                    .isHidden();
        }
    }

    @Test
    void asksForASecondFactorAndLetsThePersonStartAgain() {
        try (Visitor visitor = stage.visitor(KO)) {
            visitor.open("/sign-in?challenge=none&methods=totp,recovery");
            assertThat(visitor.field(KO.of("proof.totpLabel"))).isVisible();
            visitor.field(KO.of("proof.recovery")).check();
            visitor.field(KO.of("proof.recoveryLabel")).fill("MFRG-GZDF-MZTW-Q2LK-NBUW-U33P");
            visitor.button(KO.of("proof.go")).click();
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
            visitor.button(KO.of("proof.back")).click();
            assertThat(visitor.field(KO.of("auth.password"))).hasAttribute("type", "password");
            assertThat(visitor.field(KO.of("auth.password"))).hasAttribute("autocomplete", "current-password");
            assertEquals(
                    "next=%2F", URI.create(visitor.page().url()).getRawQuery(), "the challenge has left the address");
        }
    }

    @Test
    void theWayToKakaoLosesNoLinkThatAsksToSignInFirst() {
        try (Visitor visitor = stage.visitor(KO)) {
            visitor.open("/verify-email#Ul6Hk0Vq3m2d0y0c8oQW8p2nUoKXoJj1yq0rV7mXc1E");
            Page page = visitor.page();
            assertThat(page.getByText(KO.of("link.signIn"))).isVisible();
            page.locator(".notice a").click();
            provider(visitor, "kakao").click();
            invent(page);
            assertThat(page.getByText(KO.of("link.expired"))).isVisible();
            assertThat(page).hasURL(stage.jari().base() + "/verify-email");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reset-password", "/verify-email", "/change-email"})
    void aMailedLinkThatCannotBeUsedSaysSoAndItsTokenLeavesTheAddress(String path) {
        try (Visitor visitor = stage.visitor(KO)) {
            Page page = visitor.open(path).page();
            assertThat(page.getByText(KO.of("link.expired"))).isVisible();
            page.navigate("about:blank");
            visitor.open(path + "#Ul6Hk0Vq3m2d0y0c8oQW8p2nUoKXoJj1yq0rV7mXc1E");
            assertThat(page).hasURL(stage.jari().base() + path);
            if (!path.equals("/reset-password")) {
                assertThat(page.getByText(KO.of("link.signIn"))).isVisible();
                return;
            }
            visitor.field(KO.of("reset.label")).fill("햇살 좋은 창가 자리가 두 개");
            visitor.button(KO.of("reset.go")).click();
            assertThat(page.getByText(KO.of("link.expired"))).isVisible();
        }
    }

    private void chooseATime(Visitor visitor) {
        visitor.open("/shops/" + shop.slug());
        visitor.choose(ThreadLocalRandom.current().nextInt(2, 9));
        visitor.inSheet(KO.of("book.go")).click();
    }

    /** Labelled as what it is: a demo. */
    private static Locator provider(Visitor visitor, String name) {
        String label = KO.of("social.go").replace("{name}", KO.of("social." + name)) + " " + KO.of("social.demo");
        return visitor.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    /** Somebody whom the demo provider has not seen yet. */
    private static void invent(Page page) {
        String number = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 9_000_000_000_000L));
        page.getByLabel("Number").fill(number);
        page.getByLabel("Name").fill("바람");
        page.getByLabel("E-mail").fill(number + "@people.example");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
    }

    private static void press(Visitor visitor, String key, String name) {
        visitor.button(named(key, name)).click();
    }

    private static String named(String key, String name) {
        return KO.of(key).replace("{name}", KO.of(name));
    }
}
