package dev.jari.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
        String address = "op-" + UUID.randomUUID() + "@example.com";
        assertThat(app.bean(Users.class).register(address, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER)))
                .isPresent();
        operator = app.api()
                .as(app.api()
                        .post("/api/auth/login", Map.of("email", address, "password", Api.PASSWORD))
                        .expect(200)
                        .text("accessToken"));
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

    private java.util.List<String> reports() {
        return operator.get("/api/admin/reports?limit=200")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(report -> post.endsWith(report.get("postId").asString()))
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
    void closesAReportThatIsNone() {
        String report = reader.post(post + "/reports", Map.of("reason", "I do not like it"))
                .expect(201)
                .text("id");
        operator.delete("/api/admin/reports/" + report).expect(204);
        operator.delete("/api/admin/reports/" + report).expect(404);
        assertThat(reports()).isEmpty();
    }
}
