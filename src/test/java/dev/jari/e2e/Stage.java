package dev.jari.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One running jar and one browser for all end-to-end tests of a run; each test brings its own people and shops. */
final class Stage {
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private static final Stage THE_ONE = open();

    private final Jari jari;
    private final Browser browser;

    private Stage(Jari jari, Browser browser) {
        this.jari = jari;
        this.browser = browser;
    }

    static Stage get() {
        return THE_ONE;
    }

    Jari jari() {
        return jari;
    }

    /** Somebody with a browser of their own: nothing is shared with others but the server. */
    Visitor visitor(Words words, String theme, int width) {
        return Visitor.enter(browser, jari.base(), words, theme, width);
    }

    /** At another server than that of all. */
    Visitor visitorOf(Jari other, Words words) {
        return Visitor.enter(browser, other.base(), words, "light", 1280);
    }

    Visitor visitor(Words words) {
        return visitor(words, "light", 1280);
    }

    private static Stage open() {
        try {
            Jari jari = Jari.start();
            Runtime.getRuntime().addShutdownHook(new Thread(jari::close));
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium())
                            .setArgs(QUIET));
            return new Stage(jari, browser);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium: apt-get install chromium fonts-nanum"));
    }
}
