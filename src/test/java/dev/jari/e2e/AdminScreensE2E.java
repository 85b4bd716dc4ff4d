package dev.jari.e2e;

import static dev.jari.e2e.ScreensE2E.screen;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators' pages in each language, theme and width; what only time fills is made up here. */
class AdminScreensE2E {
    private static final String REPORTS = """
            {"items": [{"id": "r1", "kind": "comment", "subjectId": "c1", "placeId": "p1",
              "author": {"id": "u1", "name": "김하늘"}, "reporter": {"id": "u2", "name": "박바다"},
              "reason": "광고예요", "title": "시계 팝니다", "text": "싸게 드려요. 연락 주세요.", "createdAt": "2026-11-23T05:00:00Z"},
             {"id": "r2", "kind": "message", "subjectId": "m1", "placeId": "room", "author": {"id": "u1", "name": "김하늘"},
              "reporter": {"id": "u3", "name": "사장님"}, "text": "…", "createdAt": "2026-11-23T06:00:00Z"}], "next": null}""";
    private static final String RUN = """
            {"id": "%d", "job": "daily-statistics", "state": "%s", "startedAt": "2026-11-26T06:15:00Z",
             "endedAt": "2026-11-26T06:15:04Z", "millis": 4021, "message": "",
             "steps": [{"name": "shops", "state": "COMPLETED", "items": 5000, "chunks": 50, "rollbacks": 0}]}""";
    private static final String JOBS = """
            {"items": [{"name": "daily-statistics", "description": "Bookings of each shop's days", "schedule": "0 15 */3 * * *",
              "next": "2026-11-26T09:15:00Z", "lastRun": %s}, {"name": "archive", "schedule": "0 0 4 * * *"}], "next": null}""".formatted(RUN.formatted(1, "COMPLETED"));

    private final Stage stage = Stage.get();
    private final Account owner = Account.register(stage.jari(), "사장님");
    private final Shop shop = Shop.open(owner.api());

    @ParameterizedTest
    @CsvSource({"KO, light, 360", "KO, dark, 1280", "EN, dark, 360", "EN, light, 768", "EN, light, 1280"})
    void isAccessibleAndFits(Words words, String theme, int width) throws IOException {
        String look = "admin-" + words.language() + "-" + theme + "-" + width + "-";
        try (Visitor visitor = stage.visitor(words, theme, width)) {
            visitor.signIn(stage.jari().demo("operator"));
            Page page = visitor.page();
            answer(page, "reports", REPORTS);
            answer(page, "jobs", JOBS);
            answer(
                    page,
                    "jobs/*/runs",
                    "{\"items\": [%s, %s]}".formatted(RUN.formatted(2, "FAILED"), RUN.formatted(1, "COMPLETED")));
            answer(page, "statistics", days());
            List<Executable> findings = new ArrayList<>();
            screen(findings, visitor.open("/admin"), ".facts", look + "overview");
            screen(findings, visitor.open("/admin/users"), ".rows .row", look + "users");
            String person = owner.api().get("/api/auth/me").text("id");
            screen(findings, visitor.open("/admin/users/" + person), ".rows .row", look + "user");
            visitor.button(words.of("act.ban")).click();
            screen(findings, visitor, "dialog .danger", look + "ban");
            screen(findings, visitor.open("/admin/shops"), ".rows .row", look + "shops");
            screen(findings, visitor.open("/admin/shops/" + shop.id()), ".facts", look + "shop");
            visitor.button(words.of("shop.suspend")).click();
            screen(findings, visitor, "dialog form", look + "suspend");
            screen(findings, visitor.open("/admin/reports"), ".report", look + "reports");
            screen(findings, visitor.open("/admin/audit"), ".rows .row", look + "audit");
            screen(findings, visitor.open("/admin/jobs"), ".rows .row", look + "jobs");
            screen(findings, visitor.open("/admin/jobs/daily-statistics"), ".rows .row", look + "runs");
            visitor.open("/admin/statistics");
            page.locator("summary").first().click();
            screen(findings, visitor, ".bars", look + "statistics");
            screen(findings, visitor.open("/admin/caches"), ".rows .row", look + "caches");
            screen(findings, visitor.open("/admin/users?q=zzzzzz"), ".notice", look + "empty");
            assertAll(findings);
        }
    }

    private static void answer(Page page, String path, String json) {
        page.route(
                url -> url.matches(".*/api/admin/" + path.replace("*", "[^/]+") + "(\\?.*)?"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
    }

    private static String days() {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(day -> """
                        {"date": "%s", "users": %d, "newUsers": %d, "signIns": %d, "bookings": %d, "messages": %d}""".formatted(
                                LocalDate.of(2026, 10, 27).plusDays(day),
                                4_000 + 7 * day,
                                day % 9,
                                300 + 40 * (day % 7),
                                17 * (day % 8),
                                90 * (day % 5)))
                .collect(Collectors.joining(",", "{\"items\": [", "]}"));
    }
}
