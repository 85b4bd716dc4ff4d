package dev.jari.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PagesTests {
    private final Api api = App.on(Engine.SQLITE).api();
    private final Api browser = api.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    @Test
    void answersABrowserAtEveryAddressOfAPage() {
        for (String path : new String[] {"/", "/shops/숨-헤어", "/owner/1/hours", "/nowhere"}) {
            var answer = browser.get(path.replace("숨-헤어", "%EC%88%A8-%ED%97%A4%EC%96%B4"))
                    .expect(200);
            // Names of charsets have no case (RFC 2046), and Jetty writes either.
            assertEquals(
                    "text/html;charset=utf-8", answer.header("Content-Type").toLowerCase(Locale.ROOT));
            assertEquals("no-cache", answer.header("Cache-Control"));
        }
    }

    @Test
    void keepsNamedFilesForEverAndSendsThemPacked() {
        var names = Pattern.compile("/assets/[\\w.-]+\\.(js|css)")
                .matcher(browser.get("/").body());
        int files = 0;
        while (names.find()) {
            files++;
            var answer =
                    api.header("Accept-Encoding", "gzip").get(names.group()).expect(200);
            assertEquals("gzip", answer.header("Content-Encoding"));
            assertEquals("max-age=31536000, public, immutable", answer.header("Cache-Control"));
            assertTrue(answer.header("Vary").contains("Accept-Encoding"));
        }
        assertTrue(files >= 2, "style and script");
    }

    @Test
    void servesTheWorkerForPushesWhereItsScopeIsTheWholeSite() {
        var answer = api.get("/push-worker.js").expect(200);
        assertTrue(answer.header("Content-Type").startsWith("text/javascript"));
        assertEquals("no-cache", answer.header("Cache-Control"));
    }

    @Test
    void leavesWhatIsNotThereToAnHonestAnswer() {
        api.get("/nowhere").expect(404, "not_found");
        browser.get("/assets/gone-ABCDEFGH.js").expect(404, "not_found");
        browser.get("/api/businesses/nobody").expect(404, "not_found");
    }
}
