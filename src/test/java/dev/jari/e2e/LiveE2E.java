package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What changes on a page by itself. */
class LiveE2E {
    private static final Words KO = Words.KO;

    private final Stage stage = Stage.get();

    @Test
    void aPlaceTakenElsewhereGoesFromThePageWithinASecond() {
        Shop shop = Shop.open(Account.register(stage.jari(), "사장님").api());
        Account other = Account.register(stage.jari(), "이바다");
        try (Visitor looking = stage.visitor(KO)) {
            List<String> sent = new CopyOnWriteArrayList<>();
            looking.page().onWebSocket(socket -> socket.onFrameSent(frame -> sent.add(String.valueOf(frame.text()))));
            Page page = looking.open("/shops/" + shop.slug()).page();
            page.locator(".date:not(.none)").nth(1).click();
            String start = page.locator(".slot time").nth(3).getAttribute("datetime");
            String topic = "/topic/slots." + shop.id() + "." + start.substring(0, 10);
            page.waitForCondition(
                    () -> sent.stream().anyMatch(frame -> frame.startsWith("SUBSCRIBE") && frame.contains(topic)));
            page.waitForTimeout(1_000);
            page.evaluate("""
                    start => void (window.gone = new Promise(gone => {
                        setTimeout(() => gone(Number.MAX_SAFE_INTEGER), 20_000);
                        new MutationObserver(() => {
                            if (!document.querySelector(`.slot time[datetime="${start}"]`)) gone(Date.now());
                        }).observe(document.body, { childList: true, subtree: true, attributes: true });
                    }))""", start);
            var booking = Map.of("businessId", shop.id(), "serviceId", shop.serviceId(), "start", start, "party", 1);
            other.api().once().post("/api/reservations", booking).expect(201);
            long booked = System.currentTimeMillis();
            long millis = ((Number) page.evaluate("() => window.gone")).longValue() - booked;
            System.out.println("slot, booked to gone: " + millis + " ms");
            assertTrue(millis <= 1_000, millis + " ms");
        }
    }

    @Test
    void newsAppearsWhereOneLooksAndGoesWhenItsTimeIsOver() throws IOException, InterruptedException {
        try (Jari own = Jari.start("--jari.notification.security-life=12s")) {
            Account somebody = Account.register(own, "김하늘");
            try (Visitor visitor = stage.visitorOf(own, KO).signIn(somebody)) {
                Page page = visitor.open("/notifications").page();
                page.waitForTimeout(13_000);
                Page tab = visitor.tab("/account/security");
                tab.getByText(KO.of("password.change")).last().click();
                tab.getByLabel(KO.of("password.current"), exactly()).fill(somebody.password());
                tab.getByLabel(KO.of("password.new"), exactly()).fill("햇살 좋은 창가 자리가 두 개");
                tab.locator("dialog [type=submit]").click();
                assertThat(tab.locator("dialog")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(10_000));

                // The new password has ended this tab's connection; it comes back by itself.
                assertThat(page.locator(".news-row"))
                        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(8_000));
                assertThat(page.locator(".bell[href='/notifications'] .bell-count"))
                        .hasText("1");
                assertThat(tab.locator(".bell[href='/notifications'] .bell-count"))
                        .hasText("1");
                visitor.shoot("news-live");
                var patience = new LocatorAssertions.HasCountOptions().setTimeout(16_000);
                assertThat(page.locator(".news-row")).hasCount(0, patience);
                assertThat(page.locator(".bell-count")).hasCount(0);
            }
        }
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    @Test
    void choosesWhatToBeToldAndWhere() {
        try (Visitor visitor = stage.visitor(KO).signIn(Account.register(stage.jari(), "김하늘"))) {
            visitor.open("/notifications/settings");
            var cell = visitor.page().getByLabel("채팅 알림을 메일로 받기");
            cell.uncheck();
            visitor.field(KO.of("settings.quietOn")).check();
            visitor.field(KO.of("settings.from")).fill("23:00");
            visitor.field(KO.of("settings.digestDaily")).check();
            visitor.button(KO.of("app.save")).click();
            assertThat(visitor.page().locator(".toast")).hasText(KO.of("settings.saved"));
            visitor.page().reload();
            assertThat(cell).not().isChecked();
            assertThat(visitor.field(KO.of("settings.from"))).hasValue("23:00");
        }
    }
}
