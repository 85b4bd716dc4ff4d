package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.RepeatedTest;

class RaceE2E {
    private static final Words WORDS = Words.KO;

    private final Stage stage = Stage.get();
    private final Shop shop = Shop.open(Account.register(stage.jari(), "사장님").api());

    @RepeatedTest(3)
    void ofTwoWhoPressAtTheSameMomentOneHasThePlaceAndTheOtherLosesNothingTyped() {
        try (Visitor one = ready("김하늘");
                Visitor two = ready("이바다")) {
            long moment = System.currentTimeMillis() + 500;
            pressAt(one, moment);
            pressAt(two, moment);
            Locator outcome = one.page().locator(".outcome, .alert");
            assertThat(outcome).isVisible();
            assertThat(two.page().locator(".outcome, .alert")).isVisible();
            boolean firstWon = won(one);
            assertNotEquals(firstWon, won(two), "exactly one has the place");
            Visitor loser = firstWon ? two : one;

            assertThat(loser.sheet()).containsText(WORDS.of("error.slot_taken"));
            assertThat(loser.field(WORDS.of("book.note"))).hasValue("창가 자리");
            loser.shoot("race-lost");
            loser.sheet().locator(".alternatives .button").first().click();
            loser.inSheet(WORDS.of("book.go")).click();
            assertThat(loser.sheet()).containsText(WORDS.of("book.done"));
            assertEquals(0, loser.page().locator(".alert").count());
        }
    }

    private Visitor ready(String name) {
        Visitor visitor = stage.visitor(WORDS).signIn(Account.register(stage.jari(), name));
        visitor.open("/shops/" + shop.slug());
        visitor.choose(1);
        visitor.field(WORDS.of("book.note")).fill("창가 자리");
        return visitor;
    }

    private static boolean won(Visitor visitor) {
        return visitor.page().locator(".outcome").count() == 1;
    }

    private static void pressAt(Visitor visitor, long moment) {
        visitor.page()
                .evaluate(
                        "at => void setTimeout(() => document.querySelector('dialog [type=submit]').click(), at - Date.now())",
                        (double) moment);
    }
}
