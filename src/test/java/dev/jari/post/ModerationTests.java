package dev.jari.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What is reported, hidden and restored, and who sees it. */
@ParameterizedClass
@EachEngine
class ModerationTests {
    private final App app;
    private final Api author;
    private final Api reader;
    private final Api operator;
    private final String authorId;
    private final String post;

    ModerationTests(Engine engine) {
        app = App.on(engine);
        author = app.api().registered("Author");
        authorId = author.get("/api/auth/me").text("id");
        reader = app.api().registered("Reader");
        operator = app.operator();
        post = author.post("/api/posts", Map.of("title", "Watches", "body", "Buy now"))
                .expect(201)
                .header("Location");
    }

    private long listed(Api person) {
        return person.get("/api/posts?authorId=" + authorId)
                .expect(200)
                .json()
                .get("items")
                .size();
    }

    private List<String> reports() {
        return operator.get("/api/admin/reports?limit=200")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(report -> post.endsWith(report.get("placeId").asString()))
                .map(report -> report.get("reason").asString())
                .toList();
    }

    @Test
    void hidesWhatIsReportedFromAllButItsAuthor() {
        String first = reader.post(post + "/reports", Map.of("reason", "an advert"))
                .expect(201)
                .text("id");
        assertThat(reader.post(post + "/reports", Map.of("reason", "a bad advert"))
                        .expect(201)
                        .text("id"))
                .isEqualTo(first);
        reader.post(post + "/reports", Map.of("reason", " ")).expect(422, "validation");
        assertThat(reports()).containsExactly("a bad advert");
        reader.get("/api/admin/reports").expect(403);
        reader.put("/api/admin" + post.substring(4) + "/hidden", Map.of()).expect(403);
        assertThat(listed(reader)).isEqualTo(1);

        operator.put("/api/admin" + post.substring(4) + "/hidden", Map.of()).expect(204);
        reader.get(post).expect(404);
        reader.put(post + "/like", Map.of()).expect(404);
        reader.post(post + "/comments", Map.of("body", "x")).expect(404);
        assertThat(listed(reader)).isZero();
        assertThat(listed(author)).isEqualTo(1);
        assertThat(author.get(post).expect(200).text("hidden")).isEqualTo("true");
        operator.get(post).expect(200);
        assertThat(reports()).isEmpty();
        Answer log = operator.get("/api/admin/audit?type=post_hidden&userId=" + authorId);
        assertThat(log.text("items/0/details/post")).isEqualTo(post.substring("/api/posts/".length()));

        operator.delete("/api/admin" + post.substring(4) + "/hidden").expect(204);
        reader.get(post).expect(200);
        assertThat(listed(reader)).isEqualTo(1);
    }

    @Test
    void hidesComments() {
        String comment = reader.post(post + "/comments", Map.of("body", "rude"))
                .expect(201)
                .text("id");
        author.post(post + "/comments/" + comment + "/reports", Map.of("reason", "rude"))
                .expect(201);
        String hidden = "/api/admin" + post.substring(4) + "/comments/" + comment + "/hidden";
        operator.put(hidden, Map.of()).expect(204);
        operator.put(hidden, Map.of()).expect(204);
        assertThat(author.get(post + "/comments").json().get("items")).isEmpty();
        assertThat(reader.get(post + "/comments").json().get("items")).hasSize(1);
        assertThat(author.get(post).text("comments")).isEqualTo("0");
        operator.delete(hidden).expect(204);
        assertThat(author.get(post).text("comments")).isEqualTo("1");
        assertThat(author.get(post + "/comments").json().get("items")).hasSize(1);
    }

    @Test
    void removesWhatIsReportedAndClosesAllReportsAboutIt() {
        String comment = reader.post(post + "/comments", Map.of("body", "rude"))
                .expect(201)
                .text("id");
        String first = author.post(post + "/comments/" + comment + "/reports", Map.of("reason", "rude"))
                .expect(201)
                .text("id");
        String second = app.api()
                .registered("Other")
                .post(post + "/comments/" + comment + "/reports", Map.of("reason", "very rude"))
                .expect(201)
                .text("id");
        reader.post(post + "/reports", Map.of("reason", "an advert")).expect(201);
        assertThat(reports()).containsExactly("rude", "very rude", "an advert");

        resolve(reader, first, "removed").expect(403);
        resolve(operator, first, "burnt").expect(422, "validation");
        Answer resolved = resolve(operator, first, "removed").expect(200);
        assertThat(resolved.text("resolution")).isEqualTo("removed");
        assertThat(resolved.text("text")).isEqualTo("rude");
        assertThat(resolved.text("author/name")).isEqualTo("Reader");
        resolve(operator, second, "dismissed").expect(409, "state_changed");
        resolve(operator, "none", "dismissed").expect(404);
        assertThat(reports()).containsExactly("an advert");
        assertThat(author.get(post + "/comments").json().get("items")).isEmpty();
        assertThat(author.get(post).text("comments")).isEqualTo("0");
        assertThat(operator.get("/api/admin/audit?type=report_removed").text("items/0/details/thing"))
                .isEqualTo(comment);
        assertThat(operator.get("/api/admin/reports?state=closed&limit=2")
                        .expect(200)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(report -> report.get("id").asString()))
                .containsExactly(second, first);
    }

    @Test
    void aReportOutlivesWhatItIsAbout() {
        String report = reader.post(post + "/reports", Map.of("reason", "an advert"))
                .expect(201)
                .text("id");
        author.delete(post).expect(204);
        assertThat(reports()).containsExactly("an advert");
        resolve(operator, report, "removed").expect(200);
        assertThat(reports()).isEmpty();
    }

    @Test
    void dismissesAReportAndTakesANewOne() {
        String report = reader.post(post + "/reports", Map.of("reason", "I do not like it"))
                .expect(201)
                .text("id");
        assertThat(resolve(operator, report, "dismissed").expect(200).text("note"))
                .isEqualTo("as agreed");
        assertThat(reports()).isEmpty();
        author.get(post).expect(200);
        assertThat(reader.post(post + "/reports", Map.of("reason", "Still not"))
                        .expect(201)
                        .text("id"))
                .isNotEqualTo(report);
        assertThat(reports()).containsExactly("Still not");
    }

    @Test
    void operatorsAloneHearOfWhatIsReportedOnceAndUntilItIsDecided() {
        String report = reader.post(post + "/reports", Map.of("reason", "an advert"))
                .expect(201)
                .text("id");
        app.api()
                .registered("Other")
                .post(post + "/reports", Map.of("reason", "an advert"))
                .expect(201);
        assertThat(news(operator, report)).containsExactly("unread");
        assertThat(news(author, report)).isEmpty();
        assertThat(news(reader, report)).isEmpty();
        resolve(operator, report, "dismissed").expect(200);
        assertThat(news(operator, report)).containsExactly("read");
    }

    private List<String> news(Api person, String report) {
        return person.get("/api/notifications")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.at("/data/reportId").asString("").equals(report))
                .map(item -> item.path("readAt").isString() ? "read" : "unread")
                .toList();
    }

    private static Answer resolve(Api person, String report, String action) {
        return person.post(
                "/api/admin/reports/" + report + "/resolution", Map.of("action", action, "note", "as agreed"));
    }
}
