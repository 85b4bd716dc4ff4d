package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class OwnerE2E {
    private final Stage stage = Stage.get();

    @Test
    void opensAShopDescribesItAndSeesWhatIsBooked() {
        Account owner = Account.register(stage.jari(), "사장님");
        try (Visitor visitor = stage.visitor(Words.KO).signIn(owner)) {
            Page page = visitor.open("/owner/new").page();
            visitor.field("가게 이름").fill("하루 공방");
            visitor.field("업종").selectOption("CLASS");
            visitor.button("등록하기").click();

            visitor.button("추가").click();
            visitor.field("이름").fill("원데이 클래스룸");
            visitor.field("종류").selectOption("POOL");
            visitor.field("정원").fill("8");
            visitor.inSheet("저장").click();
            assertThat(page.getByText("정원 8명")).isVisible();

            section(page, "서비스");
            visitor.button("서비스 추가").click();
            visitor.field("서비스 이름").fill("도자기 물레");
            visitor.field("걸리는 시간(분)").fill("90");
            visitor.field("가격(원)").fill("45000");
            page.getByText("더 자세히").click();
            visitor.field("최대 인원").fill("4");
            visitor.inSheet("저장").click();
            assertThat(page.locator(".row")).containsText("1시간 30분 · ₩45,000");

            section(page, "영업시간");
            page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("월요일"))
                    .getByRole(AriaRole.CHECKBOX)
                    .check();
            visitor.button("모든 요일에 같게").click();
            visitor.button("저장").click();
            assertThat(page.locator(".setup")).isHidden();

            bookAsGuest(visitor);
            bookAsCustomer(page.url());
            visitor.shoot("owner-day");
        }
    }

    private void bookAsGuest(Visitor visitor) {
        Page page = visitor.page();
        section(page, "예약");
        visitor.button("다음 날").click();
        visitor.button("예약 넣기").click();
        visitor.field("손님 이름").fill("박전화");
        visitor.field("인원").fill("2");
        visitor.inSheet("예약 넣기").click();
        assertThat(page.locator(".booking-row")).containsText("박전화");
        assertThat(page.locator(".booking-row")).containsText("도자기 물레");
    }

    private void bookAsCustomer(String ownerUrl) {
        String shop = ownerUrl.replaceAll(".*/owner/([^/]+).*", "$1");
        Account customer = Account.register(stage.jari(), "김하늘");
        try (Visitor visitor = stage.visitor(Words.KO, "light", 360).signIn(customer)) {
            visitor.open("/shops/" + shop);
            visitor.choose(0);
            visitor.inSheet(Words.KO.book).click();
            assertThat(visitor.sheet()).containsText(Words.KO.booked);
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
