package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class OwnerE2E {
    private static final Words KO = Words.KO;

    private final Stage stage = Stage.get();

    @Test
    void opensAShopDescribesItAndSeesWhatIsBooked() {
        Account owner = Account.register(stage.jari(), "사장님");
        try (Visitor visitor = stage.visitor(KO).signIn(owner)) {
            Page page = visitor.open("/owner/new").page();
            visitor.field(KO.of("new.name")).fill("하루 공방");
            visitor.field(KO.of("new.category")).selectOption("CLASS");
            visitor.button(KO.of("new.create")).click();

            visitor.button(KO.of("resources.add")).click();
            visitor.field(KO.of("resource.name")).fill("원데이 클래스룸");
            visitor.field(KO.of("resource.kind")).selectOption("POOL");
            visitor.field(KO.of("resource.capacity")).fill("8");
            visitor.inSheet(KO.of("app.save")).click();
            assertThat(page.getByText("정원 8명")).isVisible();

            section(page, KO.of("manage.services"));
            visitor.button(KO.of("services.add")).click();
            visitor.field(KO.of("service.name")).fill("도자기 물레");
            visitor.field(KO.of("service.duration")).fill("90");
            visitor.field(KO.of("service.price")).fill("45000");
            page.getByText(KO.of("service.more")).click();
            visitor.field(KO.of("service.maxParty")).fill("4");
            visitor.inSheet(KO.of("app.save")).click();
            assertThat(page.locator(".row")).containsText("1시간 30분 · ₩45,000");

            section(page, KO.of("manage.hours"));
            page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("월요일"))
                    .getByRole(AriaRole.CHECKBOX)
                    .check();
            visitor.button(KO.of("hours.copy")).click();
            visitor.button(KO.of("app.save")).click();
            assertThat(page.locator(".setup")).isHidden();

            bookAsGuest(visitor);
            bookAsCustomer(page.url());
            visitor.shoot("owner-day");
        }
    }

    private void bookAsGuest(Visitor visitor) {
        Page page = visitor.page();
        section(page, KO.of("manage.day"));
        visitor.button(KO.of("day.next")).click();
        visitor.button(KO.of("walkIn.go")).click();
        visitor.field(KO.of("walkIn.name")).fill("박전화");
        visitor.field(KO.of("walkIn.party")).fill("2");
        visitor.inSheet(KO.of("walkIn.go")).click();
        assertThat(page.locator(".booking-row")).containsText("박전화");
        assertThat(page.locator(".booking-row")).containsText("도자기 물레");
    }

    private void bookAsCustomer(String ownerUrl) {
        String shop = ownerUrl.replaceAll(".*/owner/([^/]+).*", "$1");
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(KO, "light", 360).signIn(customer)) {
            visitor.open("/shops/" + shop);
            visitor.choose(0);
            visitor.inSheet(KO.of("book.go")).click();
            assertThat(visitor.sheet()).containsText(KO.of("book.done"));
        }
    }

    private static void section(Page page, String name) {
        page.locator(".tabs")
                .getByRole(
                        AriaRole.LINK,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(name)
                                .setExact(true))
                .click();
    }
}
