package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen in each language, theme and width: nothing for axe to object to, and nothing to scroll sideways. */
class ScreensE2E {
    private final Stage stage = Stage.get();
    private final Account owner = Account.register(stage.jari(), "사장님");
    private final Shop shop = Shop.open(owner.api());

    @ParameterizedTest
    @CsvSource({
        "KO, light, 360", "KO, light, 768", "KO, light, 1280", "KO, dark, 360", "KO, dark, 768", "KO, dark, 1280",
        "EN, light, 360", "EN, light, 768", "EN, light, 1280", "EN, dark, 360", "EN, dark, 768", "EN, dark, 1280",
    })
    void isAccessibleAndFits(Words words, String theme, int width) {
        String look = words.language() + "-" + theme + "-" + width + "-";
        try (Visitor visitor = stage.visitor(words, theme, width)) {
            List<Executable> findings = new java.util.ArrayList<>();
            Page page = visitor.page();
            screen(findings, visitor.open("/"), ".shop-card", look + "home");
            screen(findings, visitor.open("/?q=zzzzzz"), ".notice", look + "home-empty");
            screen(findings, visitor.open("/nowhere"), ".notice", look + "nowhere");
            screen(findings, visitor.open("/sign-in"), "a.button.wide", look + "sign-in");
            screen(findings, visitor.open("/register"), "a.button.wide", look + "register");
            screen(findings, visitor.open("/sign-in?error=link_required"), ".alert", look + "sign-in-failed");
            screen(
                    findings,
                    visitor.open("/sign-in?challenge=x&methods=totp,recovery"),
                    ".choice",
                    look + "second-step");
            screen(findings, visitor.open("/forgot-password"), "form", look + "forgot-password");
            screen(findings, visitor.open("/reset-password#token"), "form", look + "reset-password");
            screen(findings, visitor.open("/verify-email"), ".notice", look + "verify-email-expired");
            screen(findings, visitor.open("/reservations"), ".notice", look + "reservations-signed-out");
            screen(findings, visitor.open("/shops/" + shop.slug()), ".slot", look + "shop");
            visitor.choose(0);
            screen(findings, visitor, "dialog form", look + "confirm");
            visitor.inSheet(words.of("book.go")).click();
            screen(findings, visitor, "dialog [type=password]", look + "confirm-sign-in");
            visitor.fillSignIn(owner);
            visitor.inSheet(words.of("book.signInAndGo")).click();
            screen(findings, visitor, ".outcome", look + "booked");
            screen(findings, visitor.open("/reservations"), ".reservation", look + "reservations");
            page.locator(".reservation footer button").first().click();
            screen(findings, visitor, "dialog .danger", look + "cancel");
            screen(findings, visitor.open("/reservations?when=past"), ".tabs", look + "reservations-past");
            page.locator("button.avatar").click();
            screen(findings, visitor, ".menu", look + "menu");
            accountsScreens(findings, visitor, words, look);
            ownersScreens(findings, visitor, look);
            assertAll(findings);
        }
    }

    private static void accountsScreens(List<Executable> findings, Visitor visitor, Words words, String look) {
        screen(findings, visitor.open("/account"), ".row .badge", look + "account");
        visitor.button(words.of("email.change")).click();
        screen(findings, visitor, "dialog form", look + "account-email");
        screen(findings, visitor.open("/account/security"), ".rows .row", look + "account-security");
        visitor.button(words.of("password.change")).click();
        screen(findings, visitor, "dialog form", look + "account-password");
        visitor.open("/account/security");
        visitor.button(words.of("totp.setUp")).click();
        screen(findings, visitor, "dialog .qr", look + "account-totp");
        screen(findings, visitor.open("/account/devices"), ".rows .row", look + "account-devices");
        screen(findings, visitor.open("/account/data"), ".danger", look + "account-data");
        visitor.button(words.of("delete.open")).click();
        screen(findings, visitor, "dialog form", look + "account-delete");
    }

    private void ownersScreens(List<Executable> findings, Visitor visitor, String look) {
        Page page = visitor.page();
        String manage = "/owner/" + shop.id();
        screen(findings, visitor.open("/owner"), ".shop-card", look + "owner");
        screen(findings, visitor.open("/owner/new"), ".form", look + "owner-new");
        screen(findings, visitor.open(manage), ".day-summary", look + "owner-day");
        page.locator(".day-navigation .icon-button").last().click();
        page.locator(".title-row .primary").click();
        screen(findings, visitor, "dialog .chips", look + "owner-walk-in");
        screen(findings, visitor.open(manage + "/services"), ".rows .row", look + "owner-services");
        page.locator(".rows .icon-button").first().click();
        page.locator("summary").click();
        screen(findings, visitor, "dialog .pairs", look + "owner-service");
        screen(findings, visitor.open(manage + "/resources"), ".rows .row", look + "owner-resources");
        screen(findings, visitor.open(manage + "/hours"), ".interval", look + "owner-hours");
        screen(findings, visitor.open(manage + "/exceptions"), ".form", look + "owner-exceptions");
    }

    static void screen(List<Executable> findings, Visitor visitor, String awaited, String name) {
        Page page = visitor.page();
        assertThat(page.locator(awaited).first()).isVisible();
        visitor.shoot(name);
        Object excess = page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
        var violations = new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(rule ->
                                rule.getId() + " " + rule.getNodes().getFirst().getTarget())
                        .toList();
        findings.add(() -> assertEquals(0, excess, name + " scrolls sideways"));
        findings.add(() -> assertEquals(List.of(), violations, name));
    }
}
