package dev.jari.post;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EachEngine
class PostsTests {
    private final App app;
    private final Api author;
    private final Api reader;

    PostsTests(Engine engine) {
        app = App.on(engine);
        author = app.api().registered("Author");
        reader = app.api().registered("Reader");
    }

    private static String id(Api person) {
        return person.get("/api/auth/me").expect(200).text("id");
    }

    private static Answer write(Api person, String title) {
        return person.post("/api/posts", Map.of("title", title, "body", "  **" + title + "** <b>\n"))
                .expect(201);
    }

    private static List<String> titles(Answer list) {
        return list.expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("title").asString())
                .toList();
    }

    @Test
    void writesReadsEditsAndDeletes() {
        Answer made = write(author, "Parking");
        String path = made.header("Location");
        assertThat(path).isEqualTo("/api/posts/" + made.text("id"));
        Answer read = reader.get(path).expect(200);
        assertThat(read.text("body")).isEqualTo("  **Parking** <b>\n");
        assertThat(read.text("html")).isEqualTo("<p><strong>Parking</strong> &lt;b&gt;</p>");
        assertThat(read.text("author/name")).isEqualTo("Author");
        reader.put(path, Map.of("title", "Mine", "body", "x")).expect(403, "forbidden");
        reader.delete(path).expect(403, "forbidden");
        Answer edited =
                author.put(path, Map.of("title", "Parking!", "body", "y")).expect(200);
        assertThat(edited.text("title")).isEqualTo("Parking!");
        assertThat(edited.header("ETag")).isNotEqualTo(made.header("ETag"));
        author.delete(path).expect(204);
        reader.get(path).expect(404, "not_found");
        app.api().get("/api/posts").expect(401, "unauthenticated");
        app.api().get(path).expect(401, "unauthenticated");
    }

    @Test
    void refusesWhatCannotBeStored() {
        author.post("/api/posts", Map.of("title", " ", "body", "x")).expect(422, "validation");
        author.post("/api/posts", Map.of("title", "x")).expect(422, "validation");
        author.post("/api/posts", Map.of("title", "x".repeat(121), "body", "x")).expect(422, "validation");
        author.post("/api/posts", Map.of("title", "x", "body", "x".repeat(20_001)))
                .expect(422, "validation");
        author.post("/api/posts", Map.of("title", "x", "body", "a\u0000b")).expect(422, "validation");
        author.post("/api/posts", Map.of("title", "x".repeat(120), "body", "x".repeat(20_000)))
                .expect(201);
        author.post("/api/posts", Map.of("title", "x", "body", "x", "businessId", "none"))
                .expect(404);
        author.get("/api/posts?cursor=%21").expect(400, "invalid_cursor");
        author.get("/api/posts?limit=101").expect(422, "validation");
    }

    @Test
    void pagesThroughAListThatChanges() {
        String authorId = id(author);
        IntStream.range(0, 25).forEach(i -> write(author, "P" + i));
        app.bean(JdbcClient.class)
                .sql("update post set created_at = 1000 where author_id = ?")
                .param(authorId)
                .update();
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = reader.get("/api/posts?limit=10&authorId=" + authorId + "&cursor=" + next);
            seen.addAll(titles(page));
            next = page.text("next");
            write(author, "newer");
        } while (!next.isEmpty());
        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("P24", "P23")
                .endsWith("P1", "P0");
    }

    @Test
    void listsByShop() {
        Shop shop = Shop.open(app.api());
        author.post("/api/posts", Map.of("title", "Nice place", "body", "x", "businessId", shop.id))
                .expect(201);
        write(author, "Elsewhere");
        Answer list = reader.get("/api/posts?businessId=" + shop.id);
        assertThat(titles(list)).containsExactly("Nice place");
        assertThat(list.text("items/0/author/name")).isEqualTo("Author");
        assertThat(list.text("items/0/businessName")).isEqualTo("자리 테스트");
    }

    @Test
    void readsAPageWithItsAuthorsInOneStatement() {
        IntStream.range(0, 5).forEach(i -> write(app.api().registered("A" + i), "By A" + i));
        Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        Level level = statements.getLevel();
        seen.start();
        statements.addAppender(seen);
        statements.setLevel(Level.DEBUG);
        Answer page;
        try {
            page = author.get("/api/posts?limit=5&authorId=").expect(200);
            page = author.get("/api/posts?limit=5").expect(200);
        } finally {
            statements.setLevel(level);
            statements.detachAppender(seen);
        }
        String trace = page.header("X-Trace-Id");
        assertThat(page.json().get("items")).hasSize(5);
        assertThat(seen.list.stream()
                        .filter(event -> trace.equals(event.getMDCPropertyMap().get("traceId")))
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(message -> message.startsWith("Executing prepared SQL statement")))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(app.bean(PostStore.class).list(new Post.Filter(null, null, false, java.util.Optional.empty(), 5)))
                .allMatch(item -> item.author() != null);
    }

    @Test
    void losesNoUpdate() {
        Answer made = write(author, "Draft");
        String path = made.header("Location");
        Api seen = author.header("If-Match", made.header("ETag"));
        List<Integer> statuses = Crowd.of(
                8,
                i -> () -> seen.put(path, Map.of("title", "T" + i, "body", "b")).status());
        assertThat(statuses).containsOnlyOnce(200).contains(412);
        Answer late = seen.put(path, Map.of("title", "late", "body", "b")).expect(412, "post_changed");
        assertThat(late.header("ETag")).isEqualTo(author.get(path).header("ETag"));
        seen.delete(path).expect(412, "post_changed");
        author.header("If-Match", "W/" + late.header("ETag"))
                .put(path, Map.of("title", "weak", "body", "b"))
                .expect(412, "post_changed");
        author.header("If-Match", "\"x\", " + late.header("ETag"))
                .put(path, Map.of("title", "now", "body", "b"))
                .expect(200);
        author.header("If-Match", "*").delete(path).expect(204);
    }

    @Test
    void takesComments() {
        String path = write(author, "Talk").header("Location");
        Answer first =
                reader.post(path + "/comments", Map.of("body", "one <i>")).expect(201);
        assertThat(first.text("html")).isEqualTo("<p>one &lt;i&gt;</p>");
        IntStream.range(0, 6)
                .forEach(i ->
                        reader.post(path + "/comments", Map.of("body", "c" + i)).expect(201));
        Answer page = author.get(path + "/comments?limit=4").expect(200);
        assertThat(page.text("items/0/body")).isEqualTo("one <i>");
        Answer rest = author.get(path + "/comments?limit=4&cursor=" + page.text("next"))
                .expect(200);
        assertThat(rest.json().get("items")).hasSize(3);
        assertThat(author.get(path).text("comments")).isEqualTo("7");
        Api stranger = app.api().registered("Stranger");
        String comment = path + "/comments/" + first.text("id");
        stranger.delete(comment).expect(403, "forbidden");
        author.delete(comment).expect(204);
        reader.delete(path + "/comments/" + page.text("items/1/id")).expect(204);
        assertThat(author.get(path).text("comments")).isEqualTo("5");
        reader.post(path + "/comments", Map.of("body", "x".repeat(2001))).expect(422, "validation");
        author.delete(path).expect(204);
        reader.post(path + "/comments", Map.of("body", "late")).expect(404, "not_found");
    }

    @Test
    void countsALikeOnce() {
        String path = write(author, "Likable").header("Location");
        Crowd.of(6, i -> () -> reader.put(path + "/like", Map.of()).expect(200));
        Answer liked = author.put(path + "/like", Map.of()).expect(200);
        assertThat(liked.text("likes")).isEqualTo("2");
        assertThat(reader.get(path).text("liked")).isEqualTo("true");
        reader.delete(path + "/like").expect(200);
        assertThat(reader.delete(path + "/like").expect(200).text("likes")).isEqualTo("1");
        assertThat(reader.get(path).text("liked")).isEqualTo("false");
    }

    @Test
    void limitsHowMuchOnePersonWrites() {
        app.bean(JdbcClient.class); // the limit is on SQL's count alone
        String authorId = id(author);
        write(author, "First");
        for (int i = 0; i < 99; i++) {
            app.bean(PostStore.class)
                    .insert(
                            dev.jari.web.Ids.next(),
                            authorId,
                            new Post.Draft("t", "b", null),
                            System.currentTimeMillis());
        }
        Answer refused =
                author.post("/api/posts", Map.of("title", "x", "body", "x")).expect(429, "too_many_posts");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        write(reader, "Somebody else");
    }

    @Test
    void keepsNothingOfWhoLeavesButWhatOthersSaid() {
        String discussed = write(author, "Discussed").header("Location");
        String alone = write(author, "Alone").header("Location");
        String others = write(reader, "Of another").header("Location");
        reader.post(discussed + "/comments", Map.of("body", "an answer")).expect(201);
        author.post(others + "/comments", Map.of("body", "secret")).expect(201);
        author.put(others + "/like", Map.of()).expect(200);
        Answer export = author.get("/api/auth/export").expect(200);
        assertThat(export.json().at("/posts/posts")).hasSize(2);
        assertThat(export.text("posts/comments/0/body")).isEqualTo("secret");
        assertThat(export.json().at("/posts/likes")).hasSize(1);
        author.send("DELETE", "/api/auth/me", new HashMap<>(Map.of("currentPassword", Api.PASSWORD)))
                .expect(204);
        reader.get(alone).expect(404);
        Answer shell = reader.get(discussed).expect(200);
        assertThat(shell.text("body")).isEqualTo("-");
        assertThat(shell.json().has("author")).isFalse();
        assertThat(reader.get(discussed + "/comments").text("items/0/body")).isEqualTo("an answer");
        Answer left = reader.get(others).expect(200);
        assertThat(left.text("likes") + left.text("comments")).isEqualTo("00");
    }
}
