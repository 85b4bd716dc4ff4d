package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.jari.testing.Mailbox;
import org.junit.jupiter.api.Test;

/** What people do with an account they have, and what is mailed to them for it. */
class OwnAccountE2E {
    private static final Words KO = Words.KO;

    private final Stage stage = Stage.get();

    @Test
    void confirmsTheAddressByAMailedLinkThatWorksOnce() {
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(KO).signIn(customer)) {
            Page page = visitor.page();
            assertThat(page.locator(".banner")).containsText(KO.of("banner.verify"));
            visitor.shoot("account-banner");
            String link = link(customer.email(), "/verify-email");
            page.navigate(link);
            assertThat(page.getByText(KO.of("link.verified"))).isVisible();
            assertThat(page.locator(".banner")).isHidden();
            page.navigate("about:blank");
            page.navigate(link);
            assertThat(page.getByText(KO.of("link.expiredVerify"))).isVisible();
        }
    }

    @Test
    void confirmsNoAddressForSomebodyElse() {
        Account customer = Account.register(stage.jari(), "김하늘");
        Account other = Account.register(stage.jari(), "박바다");
        try (Visitor visitor = stage.visitor(KO).signIn(other)) {
            Page page = visitor.page();
            page.navigate(link(customer.email(), "/verify-email"));
            assertThat(page.getByText(KO.of("link.ofAnother"))).isVisible();
            visitor.shoot("account-link-of-another");
            page.locator(".notice button").click();
            assertThat(page.getByText(KO.of("link.signIn"))).isVisible();
            page.locator(".notice a").click();
            visitor.fillSignIn(customer);
            visitor.button(KO.of("auth.signIn")).last().click();
            assertThat(page.getByText(KO.of("link.verified"))).isVisible();
            page.reload();
            assertThat(page.getByText(KO.of("link.expired"))).isVisible();
        }
    }

    @Test
    void setsANewPasswordByMailAndSignsInWithIt() {
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(KO)) {
            visitor.open("/forgot-password");
            visitor.field(KO.of("auth.email")).fill(customer.email());
            visitor.button(KO.of("forgot.go")).click();
            assertThat(visitor.page().getByText(KO.of("forgot.sent"))).isVisible();
            visitor.page().navigate(link(customer.email(), "/reset-password"));
            visitor.field(KO.of("reset.label")).fill("햇살 좋은 창가 자리가 두 개");
            visitor.button(KO.of("reset.go")).click();
            assertThat(visitor.page().getByText(KO.of("reset.done"))).isVisible();
            visitor.signIn(new Account(customer.email(), "햇살 좋은 창가 자리가 두 개", customer.api()));
        }
    }

    @Test
    void changesTheAddressByPasswordAndAMailedLink() {
        Account customer = Account.register(stage.jari(), "김하늘");
        String wanted = "new-" + customer.email();
        try (Visitor visitor = stage.visitor(KO).signIn(customer)) {
            visitor.open("/account");
            visitor.button(KO.of("email.change")).click();
            visitor.field(KO.of("email.new")).fill(wanted);
            visitor.field(KO.of("email.password")).fill("not the password at all");
            visitor.inSheet(KO.of("email.go")).click();
            assertThat(visitor.sheet().getByRole(AriaRole.ALERT)).isVisible();
            visitor.field(KO.of("email.password")).fill(customer.password());
            visitor.inSheet(KO.of("email.go")).click();
            assertThat(visitor.sheet()).isHidden();
            visitor.page().navigate(link(wanted, "/change-email"));
            assertThat(visitor.page().getByText(KO.of("link.changed"))).isVisible();
            visitor.open("/account");
            assertThat(visitor.page().locator(".row")).containsText(wanted);
        }
    }

    @Test
    void changesNameAndPictureSeesWhatHappenedAndTakesTheDataAlong() {
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(KO).signIn(customer)) {
            visitor.open("/account");
            visitor.field(KO.of("profile.name")).fill("박바다");
            visitor.field(KO.of("profile.picture")).fill("http://pictures.example/me.jpg");
            visitor.button(KO.of("app.save")).click();
            assertThat(visitor.page().locator(".field-error")).hasText(KO.of("field.not_allowed"));
            visitor.field(KO.of("profile.picture")).fill("https://pictures.example/me.jpg");
            visitor.button(KO.of("app.save")).click();
            assertThat(visitor.page().locator(".who-name b")).hasText("박바다");
            visitor.open("/account");
            assertThat(visitor.field(KO.of("profile.picture"))).hasValue("https://pictures.example/me.jpg");
            visitor.field(KO.of("profile.picture")).fill("");
            visitor.button(KO.of("app.save")).click();
            assertThat(visitor.page().getByText(KO.of("app.saved"))).isVisible();
            visitor.page().reload();
            assertThat(visitor.field(KO.of("profile.picture"))).hasValue("");
            visitor.open("/account/devices");
            assertThat(visitor.page()
                            .getByText(KO.of("event.signed_in"), new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
            visitor.open("/account/data");
            var file = visitor.page()
                    .waitForDownload(() -> visitor.button(KO.of("export.go")).click());
            assertEquals("jari.json", file.suggestedFilename());
        }
    }

    @Test
    void deletesTheAccountUnlessItHasAShop() {
        Account owner = Account.register(stage.jari(), "사장님");
        Account customer = Account.register(stage.jari(), "김하늘");
        Shop.open(owner.api());
        try (Visitor busy = stage.visitor(KO).signIn(owner);
                Visitor leaving = stage.visitor(KO).signIn(customer)) {
            delete(busy, owner);
            assertThat(busy.sheet().getByRole(AriaRole.ALERT)).containsText(KO.of("delete.owns"));
            delete(leaving, customer);
            assertThat(leaving.page().getByText(KO.of("delete.done"))).isVisible();
            leaving.open("/sign-in").fillSignIn(customer);
            leaving.button(KO.of("auth.signIn")).click();
            assertThat(leaving.page().getByRole(AriaRole.ALERT)).containsText(KO.of("error.bad_credentials"));
        }
    }

    private static void delete(Visitor visitor, Account account) {
        visitor.open("/account/data");
        visitor.button(KO.of("delete.open")).click();
        visitor.field(KO.of("delete.password")).fill(account.password());
        visitor.inSheet(KO.of("delete.go")).click();
    }

    private String link(String to, String page) {
        return stage.jari().base() + page + "#" + new Mailbox(stage.jari().api(), to).token(page);
    }
}
