package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionE2E {
    private static final int TABS = 6;

    private final Stage stage = Stage.get();
    private final Account customer = Account.register(stage.jari(), "김하늘");

    @Test
    void sixTabsWhoseTokenRanOutRenewItOnceAndStaySignedIn() {
        try (Visitor visitor = stage.visitor(Words.KO).signIn(customer)) {
            List<Page> tabs = new ArrayList<>();
            for (int i = 0; i < TABS; i++) {
                tabs.add(visitor.tab("/account/devices"));
            }
            AtomicInteger renewals = new AtomicInteger();
            visitor.page().context().onRequest(request -> {
                if (request.url().endsWith("/api/auth/refresh")) {
                    renewals.incrementAndGet();
                }
            });
            visitor.page().evaluate("document.cookie = 'jari_until=1; path=/'");
            tabs.forEach(tab -> tab.evaluate("window.old = true; void setTimeout(() => location.reload(), 100)"));
            tabs.forEach(tab -> tab.waitForFunction("!window.old"));
            tabs.forEach(tab -> assertThat(tab.locator(".rows .badge")).isVisible());
            assertEquals(1, renewals.get(), "renewals");
        }
    }

    @Test
    void whoSignsOutInOneTabIsSignedOutInTheOthers() {
        try (Visitor visitor = stage.visitor(Words.KO).signIn(customer)) {
            Page other = visitor.tab("/reservations");
            assertThat(other.locator("button.avatar")).isVisible();
            visitor.open("/account");
            visitor.page().locator(".who button").click();
            assertThat(other.locator("button.avatar")).isHidden();
            assertThat(other.getByText(Words.KO.of("mine.signIn"))).isVisible();
        }
    }

    @Test
    void anotherDeviceThatIsEndedIsSignedOut() {
        try (Visitor here = stage.visitor(Words.KO).signIn(customer);
                Visitor elsewhere = stage.visitor(Words.KO).signIn(customer)) {
            here.open("/account/devices");
            var others = here.page().locator(".rows .row:not(:has(.badge)) button");
            assertThat(others.first()).isVisible();
            for (int left = others.count(); left > 0; left--) {
                others.first().click();
                assertThat(others).hasCount(left - 1);
            }
            elsewhere.open("/reservations");
            assertThat(elsewhere.page().getByText(Words.KO.of("mine.signIn"))).isVisible();
        }
    }
}
