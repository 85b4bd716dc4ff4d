package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import dev.jari.testing.Jobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An operator at their desk. */
class AdminE2E {
    private static final Words KO = Words.KO;

    private final Stage stage = Stage.get();
    private final Account customer = Account.register(stage.jari(), "김하늘");

    private Visitor operator() throws IOException {
        return stage.visitor(KO).signIn(stage.jari().demo("operator"));
    }

    @Test
    void findsSomebodyBansThemAndLetsThemInAgain() throws IOException {
        try (Visitor visitor = operator()) {
            Page page = visitor.page();
            page.locator("button.avatar").click();
            page.locator(".menu a[href='/admin']").click();
            assertThat(page.locator(".facts").first()).isVisible();
            tab(page, "admin.users");
            page.getByRole(com.microsoft.playwright.options.AriaRole.SEARCHBOX).fill(customer.email());
            assertThat(page.locator(".rows a")).hasCount(1);
            page.locator(".rows a").click();

            act(visitor, "act.ban");
            assertThat(page.locator(".title-row .badge")).hasText(KO.of("status.BANNED"));
            customer.api().get("/api/auth/me").expect(401);
            act(visitor, "act.unban");
            assertThat(page.locator(".title-row .badge")).hasText(KO.of("status.ACTIVE"));
            page.reload();
            assertThat(page.locator(".rows b").getByText(KO.of("event.banned"), exactly()))
                    .isVisible();
        }
    }

    private static com.microsoft.playwright.Locator.GetByTextOptions exactly() {
        return new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true);
    }

    /** Presses it, is asked, and says yes. */
    private static void act(Visitor visitor, String key) {
        visitor.button(KO.of(key)).click();
        visitor.inSheet(KO.of(key)).click();
        assertThat(visitor.page().locator(".toast")).hasText(KO.of("admin.done"));
    }

    private static void tab(Page page, String key) {
        page.locator(".tabs").getByText(KO.of(key), exactly()).click();
    }

    @Test
    void suspendsAShopAndItsOwnerSeesWhy() throws IOException {
        Account owner = Account.register(stage.jari(), "사장님");
        Shop shop = Shop.open(owner.api());
        try (Visitor visitor = operator()) {
            Page page = visitor.open("/admin/shops/" + shop.id()).page();
            visitor.button(KO.of("shop.suspend")).click();
            visitor.inSheet(KO.of("shop.suspend")).click();
            assertThat(page.locator("dialog .field-error")).hasText(KO.of("field.required"));
            visitor.field(KO.of("shop.reason")).fill("아무도 없었다는 손님이 여럿이에요.");
            visitor.inSheet(KO.of("shop.suspend")).click();
            assertThat(page.locator(".title-row .badge")).hasText(KO.of("shop.SUSPENDED"));
            tab(page, "admin.audit");
            assertThat(page.locator(".rows b").first()).hasText(KO.of("event.shop_suspended"));
            visitor.button(KO.of("audit.verify")).click();
            assertThat(page.locator(".verdict .good")).hasText(KO.of("audit.intact"));
        }
        try (Visitor visitor = stage.visitor(KO, "light", 360).signIn(owner)) {
            visitor.open("/owner/" + shop.id());
            assertThat(visitor.page().locator(".alert")).containsText("아무도 없었다는 손님이 여럿이에요.");
            visitor.shoot("owner-suspended");
        }
        try (Visitor visitor = stage.visitor(KO, "light", 360)) {
            visitor.open("/shops/" + shop.slug());
            assertThat(visitor.page().getByText(KO.of("shop.nothing"))).isVisible();
        }
    }

    @Test
    void emptiesACache() throws IOException {
        try (Visitor visitor = operator()) {
            visitor.open("/admin/caches");
            visitor.button(KO.of("caches.dropLabel").replace("{name}", "business"))
                    .click();
            visitor.inSheet(KO.of("caches.drop")).click();
            assertThat(visitor.page().locator(".toast")).hasText(KO.of("admin.done"));
        }
    }

    @Test
    void startsAJobAndSeesItsRunAndItsFigures() throws IOException {
        // The schedule is not at it, nor is it due.
        new Jobs(stage.jari().demo("operator").api()).completed("daily-statistics");
        try (Visitor visitor = operator()) {
            Page page = visitor.open("/admin/jobs").page();
            visitor.button(KO.of("jobs.runLabel").replace("{name}", "daily-statistics"))
                    .click();
            assertThat(page.locator(".toast")).hasText(KO.of("jobs.started"));
            visitor.open("/admin/jobs/daily-statistics");
            assertThat(page.locator(".rows .badge").first()).isVisible();
            visitor.open("/admin/statistics");
            assertThat(page.locator(".bars, .notice-title").first()).isVisible();
            assertThat(page.locator(".alert")).hasCount(0);
            tab(page, "admin.audit");
            assertThat(page.locator(".rows b")
                            .getByText(KO.of("event.job_started"), exactly())
                            .first())
                    .isVisible();
        }
    }

    @Test
    void provesThatItIsStillThem() throws IOException {
        Account operator = stage.jari().demo("operator");
        try (Visitor visitor = stage.visitor(KO).signIn(operator)) {
            Page page = visitor.page();
            AtomicInteger asked = new AtomicInteger();
            page.route("**/api/admin/system", route -> {
                if (asked.incrementAndGet() <= 2) {
                    refuse(route, 403, "step_up_required");
                } else {
                    route.resume();
                }
            });
            visitor.open("/admin");
            assertThat(visitor.sheet()).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator(".notice-hint")).hasText(KO.of("error.not_proven"));
            visitor.button(KO.of("app.retry")).click();
            visitor.sheet().locator("[type=password]").fill(operator.password());
            page.keyboard().press("Enter");
            assertThat(page.locator(".facts").first()).isVisible();
        }
    }

    @Test
    void saysWhyThereIsNothingToSee() throws IOException {
        try (Visitor visitor = stage.visitor(KO).signIn(customer)) {
            visitor.page().locator("button.avatar").click();
            assertThat(visitor.page().locator(".menu a[href='/admin']")).hasCount(0);
            visitor.open("/admin");
            assertThat(visitor.page().locator(".notice-title")).hasText(KO.of("error.forbidden"));
        }
        try (Visitor visitor = operator()) {
            Page page = visitor.page();
            for (String code : List.of("network_not_allowed", "second_factor_required")) {
                page.route("**/api/admin/system", route -> refuse(route, 403, code));
                visitor.open("/admin");
                assertThat(page.locator(".notice-title")).hasText(KO.of("error." + code));
            }
            page.unroute("**/api/admin/system");
            page.route("**/api/admin/system", route -> refuse(route, 500, "internal"));
            visitor.open("/admin");
            assertThat(visitor.button(KO.of("app.retry"))).isVisible();
            page.unroute("**/api/admin/system");
            visitor.button(KO.of("app.retry")).click();
            assertThat(page.locator(".facts").first()).isVisible();
            visitor.open("/admin/users?q=nobody-at-all");
            assertThat(page.locator(".notice-title")).hasText(KO.of("people.empty"));
            visitor.open("/admin/users/nobody");
            assertThat(page.locator(".notice-title")).hasText(KO.of("error.not_found"));
        }
    }

    private static void refuse(Route route, int status, String code) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"status\":%d,\"code\":\"%s\",\"methods\":[\"password\"]}".formatted(status, code)));
    }

    @Test
    void costsNobodyElseAnything() throws IOException {
        try (Visitor visitor = operator()) {
            List<Request> requests = new ArrayList<>();
            visitor.page().onRequestFinished(requests::add);
            visitor.open("/");
            visitor.page().waitForLoadState(LoadState.NETWORKIDLE);
            assertTrue(requests.stream().noneMatch(each -> each.url().contains("/admin/")));
            visitor.open("/admin");
            visitor.page().waitForLoadState(LoadState.NETWORKIDLE);
            long bytes = requests.stream()
                    .filter(each -> each.url().matches(".*/admin/.*\\.js"))
                    .mapToLong(each -> each.sizes().responseBodySize)
                    .sum();
            assertTrue(bytes > 0 && bytes <= 15_000, bytes + " bytes of script");
        }
    }
}
