package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.jari.e2e.ScreensE2E.screen;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chat, notifications and the board, as {@link ScreensE2E} looks at everything else. */
class LiveScreensE2E {
    private final Stage stage = Stage.get();
    private final Account owner = Account.register(stage.jari(), "사장님");
    private final Account customer = Account.register(stage.jari(), "김하늘");
    private final Shop shop = Shop.open(owner.api());
    private final String room = talked();
    private final String post = written();

    @ParameterizedTest
    @CsvSource({
        "KO, light, 360", "KO, light, 768", "KO, light, 1280", "KO, dark, 360", "KO, dark, 768", "KO, dark, 1280",
        "EN, light, 360", "EN, light, 768", "EN, light, 1280", "EN, dark, 360", "EN, dark, 768", "EN, dark, 1280",
    })
    void isAccessibleAndFits(Words words, String theme, int width) {
        String look = words.language() + "-" + theme + "-" + width + "-";
        try (Visitor visitor = stage.visitor(words, theme, width)) {
            List<Executable> findings = new ArrayList<>();
            screen(findings, visitor.open("/chat"), ".notice", look + "chat-signed-out");
            screen(findings, visitor.open("/posts"), ".notice", look + "board-signed-out");
            visitor.signIn(owner);
            talk(findings, visitor, words, look);
            screen(findings, visitor.open("/notifications"), ".news", look + "news");
            screen(findings, visitor.open("/notifications/settings"), ".matrix", look + "news-settings");
            board(findings, visitor, words, look);
            assertAll(findings);
        }
    }

    private void talk(List<Executable> findings, Visitor visitor, Words words, String look) {
        Page page = visitor.page();
        screen(findings, visitor.open("/owner/" + shop.id() + "/chat"), ".room-link", look + "owner-chat");
        screen(findings, visitor.open("/chat"), ".room-link .count", look + "chat");
        visitor.open("/chat/" + room);
        assertThat(page.locator(".bell-count").first()).isVisible();
        screen(findings, visitor, ".bubble", look + "chat-room");
        page.locator(".line-menu").last().click();
        screen(findings, visitor, "dialog .choices", look + "chat-message");
        page.keyboard().press("Escape");
        visitor.button(words.of("room.menu")).click();
        screen(findings, visitor, "dialog .choices", look + "chat-menu");
    }

    private void board(List<Executable> findings, Visitor visitor, Words words, String look) {
        screen(findings, visitor.open("/posts"), ".post-card", look + "board");
        screen(findings, visitor.open("/posts?by=me"), ".notice", look + "board-mine");
        screen(findings, visitor.open("/posts/" + post), ".comment", look + "post");
        visitor.button(words.of("post.report")).click();
        screen(findings, visitor, "dialog form", look + "post-report");
        screen(findings, visitor.open("/posts/new?shop=" + shop.id()), ".form", look + "post-new");
        screen(findings, visitor.open("/posts/nothing"), ".notice", look + "post-gone");
    }

    private String talked() {
        String id = customer.api()
                .post("/api/rooms", Map.of("businessId", shop.id()))
                .expect(201)
                .text("id");
        say(customer, id, "안녕하세요! 토요일 오후 2시에 커트 예약했는데, 아이와 같이 가도 될까요?");
        say(owner, id, "그럼요, 작은 놀이 공간이 있어요.");
        say(owner, id, "주차는 건물 뒤에 한 시간 무료예요. https://jari.example/parking-behind-the-building-one-hour");
        say(customer, id, "감사합니다!");
        return id;
    }

    private static void say(Account who, String room, String body) {
        who.api()
                .post("/api/rooms/" + room + "/messages", Map.of("clientMessageId", body.hashCode() + "", "body", body))
                .expect(201);
    }

    private String written() {
        String body = "**도서관** 뒤가 저녁 여섯 시부터 비어 있어요.\n\n- 한 시간 무료\n- 그 뒤로 10분에 500원\n\n> 주말에는 늦게 가면 자리가 없어요.\n\n"
                + "[구청 안내](https://example.com/parking)도 보세요.";
        String id = customer.api()
                .post("/api/posts", Map.of("title", "강변에 갈 때 주차 어디에 하세요?", "body", body, "businessId", shop.id()))
                .expect(201)
                .text("id");
        owner.api()
                .post("/api/posts/" + id + "/comments", Map.of("body", "저희 가게 뒤도 *괜찮아요*."))
                .expect(201);
        return id;
    }
}
