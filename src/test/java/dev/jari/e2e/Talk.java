package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;

/** A customer and a shop's owner, each in the room that they share. */
record Talk(String room, Visitor customer, Visitor owner) implements AutoCloseable {
    private static final Words KO = Words.KO;

    static Talk begin(Stage stage, Jari jari) {
        Account owner = Account.register(jari, "사장님");
        Account customer = Account.register(jari, "김하늘");
        Shop shop = Shop.open(owner.api());
        String room = customer.api()
                .post("/api/rooms", Map.of("businessId", shop.id()))
                .expect(201)
                .text("id");
        Talk talk = new Talk(
                room,
                stage.visitorOf(jari, KO).signIn(customer),
                stage.visitorOf(jari, KO).signIn(owner));
        enter(talk.customer, room);
        enter(talk.owner, room);
        return talk;
    }

    static void enter(Visitor visitor, String room) {
        visitor.open("/chat/" + room);
        assertThat(visitor.field(KO.of("room.write"))).isVisible();
        assertThat(visitor.page().locator(".room-head")).hasAttribute("data-connected", "true");
    }

    static void say(Visitor visitor, String text) {
        visitor.field(KO.of("room.write")).fill(text);
        visitor.field(KO.of("room.write")).press("Enter");
    }

    static Locator said(Page page, String text) {
        return page.locator(".bubble:not(.waiting) p", new Page.LocatorOptions().setHasText(text));
    }

    static Locator said(Visitor visitor, String text) {
        return said(visitor.page(), text);
    }

    @Override
    public void close() {
        customer.close();
        owner.close();
    }
}
