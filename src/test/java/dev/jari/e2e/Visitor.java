package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A person at a browser. */
final class Visitor implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final Words words;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(BrowserContext context, String base, Words words) {
        this.context = context;
        this.base = base;
        this.words = words;
        page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.onPageError(complaints::add);
        // A refused call is reported by the browser as an error of the page; a broken policy or script is one.
        page.onConsoleMessage(message -> {
            boolean isOfTheNetwork = message.text().startsWith("Failed to load resource")
                    || message.text().startsWith("WebSocket connection to");
            if (message.type().equals("error") && !isOfTheNetwork) {
                complaints.add(message.text());
            }
        });
    }

    static Visitor enter(Browser browser, String base, Words words, String theme, int width) {
        var options = new Browser.NewContextOptions()
                .setLocale(words.locale)
                .setTimezoneId("Asia/Seoul")
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, width < 600 ? 760 : 900);
        return new Visitor(browser.newContext(options), base, words);
    }

    Page page() {
        return page;
    }

    Visitor open(String path) {
        page.navigate(base + path);
        return this;
    }

    /** Another tab of the same browser. */
    Page tab(String path) {
        Page tab = context.newPage();
        tab.navigate(base + path);
        return tab;
    }

    Visitor signIn(Account account) {
        open("/sign-in");
        fillSignIn(account);
        button(words.of("auth.signIn")).last().click();
        page.waitForURL(base + "/");
        return this;
    }

    void fillSignIn(Account account) {
        field(words.of("auth.email")).fill(account.email());
        field(words.of("auth.password")).fill(account.password());
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator sheet() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator inSheet(String buttonName) {
        return sheet().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(buttonName).setExact(true));
    }

    Locator slots() {
        return page.locator(".slot");
    }

    /** The time shown on the n-th free slot, once chosen. */
    void choose(int n) {
        // Today may have too few left: which of its slots are still to come depends on the hour in Seoul.
        Locator wholeDay = page.locator(".date:not(.none)").nth(1);
        wholeDay.click();
        assertThat(wholeDay).hasAttribute("aria-pressed", "true");
        slots().nth(n).click();
        assertThat(sheet()).isVisible();
    }

    /** As if this cookie's time were over. */
    void forget(String cookie) {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(cookie));
    }

    void offline(boolean offline) {
        context.setOffline(offline);
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** Nothing but refused calls may have been reported: no script failed and no policy was broken. */
    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), complaints);
    }
}
