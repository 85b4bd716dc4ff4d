package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An operator sees the pages as somebody does, and comes back. */
class ActingE2E {
    private static final Words KO = Words.KO;
    private static final String OPERATOR = "운영자";

    private final Stage stage = Stage.get();
    private final Account customer = Account.register(stage.jari(), "김하늘");

    @Test
    void actsAsSomebodyAndStops() throws IOException {
        try (Visitor visitor = stage.visitor(KO).signIn(stage.jari().demo("operator"))) {
            Page page = visitor.page();
            Page tab = visitor.tab("/reservations");
            assertThat(tab.locator(".menu-who b")).hasText(OPERATOR);
            act(visitor);
            assertThat(page.locator(".banner.acting"))
                    .hasText(KO.of("banner.actor").replace("{actor}", OPERATOR).replace("{name}", "김하늘")
                            + KO.of("banner.stop"));
            visitor.shoot("account-acting");
            assertThat(tab.locator(".banner.acting")).isVisible();

            visitor.open("/account");
            assertThat(page.locator(".who-name")).containsText(customer.email());
            visitor.open("/account/security");
            visitor.button(KO.of("password.change")).click();
            visitor.field(KO.of("password.current")).fill(customer.password());
            visitor.field(KO.of("password.new")).fill("햇살 좋은 창가 자리가 두 개");
            visitor.inSheet(KO.of("password.change")).click();
            assertThat(visitor.sheet().locator(".alert")).hasText(KO.of("error.impersonating"));

            visitor.open("/reservations");
            visitor.button(KO.of("banner.stop")).click();
            assertThat(page.locator(".menu-who b")).hasText(OPERATOR);
            assertThat(page.locator(".banner.acting")).isHidden();
            assertThat(tab.locator(".menu-who b")).hasText(OPERATOR);
            visitor.open("/account");
            assertThat(page.locator(".who-name")).containsText("operator@jari.example");
        }
    }

    /** The half hour is over in the middle of something: nothing of it is done as the operator. */
    @Test
    void whatWasBegunAsSomebodyIsNotDoneAsTheOperator() throws IOException {
        try (Visitor visitor = stage.visitor(KO).signIn(stage.jari().demo("operator"))) {
            Page page = visitor.page();
            act(visitor);
            visitor.open("/account");
            visitor.field(KO.of("profile.name")).fill("박바다");
            visitor.forget("jari_at");
            visitor.button(KO.of("app.save")).click();
            assertThat(page.locator(".who-name b")).hasText(OPERATOR);
            assertThat(visitor.field(KO.of("profile.name"))).hasValue(OPERATOR);
        }
    }

    @Test
    void whoSignsOutMeanwhileIsSignedOut() throws IOException {
        try (Visitor visitor = stage.visitor(KO).signIn(stage.jari().demo("operator"))) {
            act(visitor);
            visitor.open("/account");
            visitor.page().locator(".who button").click();
            visitor.open("/account");
            assertThat(visitor.page().locator(".notice a")).hasText(KO.of("nav.signIn"));
        }
    }

    private void act(Visitor visitor) {
        String id = customer.api().get("/api/auth/me").text("id");
        Object status = visitor.page()
                .evaluate(
                        "id => fetch(`/api/admin/users/${id}/impersonation`,"
                                + " { method: 'POST', headers: { 'X-Jari-Client': 'web' } }).then(answer => answer.status)",
                        id);
        assertEquals(200, status);
        visitor.page().reload();
        assertThat(visitor.page().locator(".banner.acting")).isVisible();
    }
}
