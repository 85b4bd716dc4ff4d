package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a first visit costs, as the browser counts it. */
class BudgetE2E {
    private final Stage stage = Stage.get();
    private final Shop shop = Shop.open(Account.register(stage.jari(), "사장님").api());

    @Test
    void firstVisitStaysWithinItsBudget() {
        try (Visitor visitor = stage.visitor(Words.KO, "light", 360)) {
            List<Request> requests = new ArrayList<>();
            visitor.page().onRequestFinished(requests::add);
            visitor.open("/");
            assertThat(visitor.page().locator(".shop-card").first()).isVisible();
            visitor.page().waitForLoadState(LoadState.NETWORKIDLE);

            atMost(25_000, bytes(requests, ".js"), "bytes of script");
            atMost(12_000, bytes(requests, ".css"), "bytes of style");
            long calls = requests.stream()
                    .filter(each -> each.url().contains("/api/"))
                    .count();
            atMost(2, calls, "API calls");
            long others = requests.stream()
                    .filter(each -> !each.url().contains("/api/") && !each.url().endsWith(".svg"))
                    .count();
            atMost(5, others, "requests before the first paint");
            atMost(
                    0,
                    requests.stream()
                            .filter(each -> each.resourceType().equals("font"))
                            .count(),
                    "web fonts");
        }
    }

    @Test
    void nothingMovesWhileAShopLoads() {
        try (Visitor visitor = stage.visitor(Words.KO, "light", 360)) {
            visitor.page()
                    .addInitScript("window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
                            + "each => { if (!each.hadRecentInput) window.shift += each.value })"
                            + ").observe({ type: 'layout-shift', buffered: true });");
            visitor.open("/shops/" + shop.slug());
            assertThat(visitor.slots().first()).isVisible();
            double shift = ((Number) visitor.page().evaluate("window.shift")).doubleValue();
            assertTrue(shift <= 0.02, "layout shift " + shift);
        }
    }

    private static long bytes(List<Request> requests, String ending) {
        return requests.stream()
                .filter(each -> each.url().endsWith(ending))
                .mapToLong(each -> each.sizes().responseBodySize)
                .sum();
    }

    private static void atMost(long limit, long measured, String what) {
        System.out.println(what + ": " + measured + " of " + limit);
        assertTrue(measured <= limit, measured + " " + what + ", allowed are " + limit);
    }
}
