package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookingE2E {
    private final Stage stage = Stage.get();
    private final Shop shop = Shop.open(Account.register(stage.jari(), "사장님").api());

    @ParameterizedTest
    @EnumSource(Words.class)
    void findsAShopChoosesATimeSignsInBooksAndCancels(Words words) throws IOException {
        Account customer = stage.jari().demo("customer");
        try (Visitor visitor = stage.visitor(words)) {
            Page page = visitor.open("/").page();
            visitor.field(words.of("home.searchLabel")).fill(shop.name());
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(shop.name()))
                    .click();
            visitor.choose(2);
            visitor.field(words.of("book.note")).fill("창가 자리");
            visitor.inSheet(words.of("book.go")).click();
            visitor.fillSignIn(customer);
            visitor.inSheet(words.of("book.signInAndGo")).click();
            assertThat(visitor.sheet()).containsText(words.of("book.done"));
            visitor.shoot("booked-" + words.language());

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words.of("book.toReservations")))
                    .click();
            Locator booked = page.locator(".reservation", new Page.LocatorOptions().setHasText(shop.name()));
            assertThat(booked).containsText("창가 자리");
            booked.getByRole(AriaRole.BUTTON).click();
            visitor.inSheet(words.of("mine.cancel")).click();
            assertThat(booked).isHidden();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName(words.of("mine.past"))
                                    .setExact(true))
                    .click();
            assertThat(booked).containsText(words.of("state.CANCELLED"));
        }
    }

    @Test
    void booksWithTheKeyboardAlone() {
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(Words.EN).signIn(customer)) {
            visitor.open("/shops/" + shop.slug());
            assertThat(visitor.slots().first()).isVisible();
            tabTo(visitor, "slot");
            visitor.page().keyboard().press("Enter");
            assertThat(visitor.sheet()).isVisible();
            tabTo(visitor, "primary");
            visitor.page().keyboard().press("Enter");
            assertThat(visitor.sheet()).containsText(Words.EN.of("book.done"));
            visitor.page().keyboard().press("Escape");
            assertThat(visitor.sheet()).isHidden();
        }
    }

    @Test
    void keepsTheChosenTimeAndTheNoteOverAReload() {
        try (Visitor visitor = stage.visitor(Words.KO)) {
            visitor.open("/shops/" + shop.slug());
            visitor.choose(3);
            String chosen = visitor.sheet().locator(".facts-when b").innerText();
            visitor.field(Words.KO.of("book.note")).fill("아이와 함께 가요");
            visitor.page().reload();
            assertThat(visitor.sheet().locator(".facts-when b")).hasText(chosen);
            assertThat(visitor.field(Words.KO.of("book.note"))).hasValue("아이와 함께 가요");
        }
    }

    private static void tabTo(Visitor visitor, String style) {
        for (int i = 0; i < 60; i++) {
            visitor.page().keyboard().press("Tab");
            Object reached =
                    visitor.page().evaluate("style => document.activeElement.classList.contains(style)", style);
            if (Boolean.TRUE.equals(reached)) {
                return;
            }
        }
        fail("No " + style + " can be reached by Tab");
    }
}
