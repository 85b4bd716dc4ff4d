package dev.jari.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardE2E {
    private static final Words KO = Words.KO;

    private final Stage stage = Stage.get();
    private final Account author = Account.register(stage.jari(), "김하늘");

    @Test
    void writesAPostThatOthersReadLikeAndCommentOn() {
        try (Visitor writer = stage.visitor(KO).signIn(author);
                Visitor reader = stage.visitor(KO).signIn(Account.register(stage.jari(), "이바다"))) {
            writer.open("/posts");
            writer.link(KO.of("board.write")).click();
            writer.field(KO.of("editor.heading")).fill("강변 주차 어디에 하세요?");
            writer.field(KO.of("editor.body"))
                    .fill("**도서관** 뒤가 비어 있어요.\n\n<img src=x onerror=alert(1)>\n\n[지도](javascript:alert(1))");
            writer.button(KO.of("editor.publish")).click();
            assertThat(writer.page().locator(".written strong")).hasText("도서관");
            assertThat(writer.page().locator(".written img")).hasCount(0);
            assertThat(writer.page().locator(".written a[href]")).hasCount(0);

            reader.open(writer.page().url().replaceAll("^https?://[^/]+", ""));
            reader.page().locator(".like").click();
            assertThat(reader.page().locator(".like-count")).hasText("1");
            reader.field(KO.of("comment.write")).fill("저도 거기 써요!");
            reader.button(KO.of("comment.go")).click();
            assertThat(reader.page().locator(".comment")).containsText("저도 거기 써요!");

            writer.page().reload();
            assertThat(writer.page().locator(".like-count")).hasText("1");
            assertThat(writer.page().locator(".comment")).containsText("이바다");
            reader.open("/posts");
            assertThat(reader.page().locator(".post-card").first()).containsText("강변 주차");
        }
    }

    @Test
    void whatWasChangedElsewhereIsShownAndNothingTypedIsLost() {
        String id = author.api()
                .post("/api/posts", Map.of("title", "처음 제목", "body", "처음 내용"))
                .expect(201)
                .text("id");
        try (Visitor writer = stage.visitor(KO).signIn(author)) {
            Page page = writer.open("/posts/" + id + "/edit").page();
            writer.field(KO.of("editor.body")).fill("정성껏 쓴 내용");
            author.api()
                    .put("/api/posts/" + id, Map.of("title", "다른 기기의 제목", "body", "다른 기기의 내용"))
                    .expect(200);
            writer.button(KO.of("app.save")).click();
            assertThat(page.locator(".conflict-text")).containsText("다른 기기의 내용");
            assertThat(writer.field(KO.of("editor.body"))).hasValue("정성껏 쓴 내용");
            writer.shoot("post-conflict");
            writer.button(KO.of("editor.overwrite")).click();
            assertThat(page.locator(".written")).hasText("정성껏 쓴 내용");
        }
    }

    @Test
    void operatorsRemoveWhatWasReported() throws IOException {
        String id = author.api()
                .post("/api/posts", Map.of("title", "싸게 팝니다 " + author.email(), "body", "광고"))
                .expect(201)
                .text("id");
        try (Visitor reader = stage.visitor(KO).signIn(Account.register(stage.jari(), "이바다"));
                Visitor operator = stage.visitor(KO).signIn(stage.jari().demo("operator"))) {
            reader.open("/posts/" + id);
            reader.button(KO.of("post.report")).click();
            reader.field(KO.of("post.reason")).fill("광고예요");
            reader.inSheet(KO.of("post.report")).click();
            assertThat(reader.page().locator(".toast")).hasText(KO.of("post.reported"));

            operator.open("/admin/reports");
            var report = operator.page().locator(".report", new Page.LocatorOptions().setHasText(author.email()));
            assertThat(report).containsText("광고예요");
            report.getByText(KO.of("reports.remove")).click();
            operator.inSheet(KO.of("reports.remove")).click();
            assertThat(report).hasCount(0);
            reader.open("/posts/" + id);
            assertThat(reader.page().locator(".notice")).containsText(KO.of("post.gone"));
        }
    }
}
