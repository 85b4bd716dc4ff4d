package dev.jari.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** The board goes on without Redis. */
@ParameterizedClass
@EachEngine
class PostOutageTests {
    private final RedisServer redis = new RedisServer();
    private final App app;

    PostOutageTests(Engine engine) {
        app = App.start(engine, redis.properties().toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        app.close();
        redis.close();
    }

    @Test
    void doesAllOfItWithoutRedis() {
        Api author = app.api().registered("Author");
        Api reader = app.api().registered("Reader");
        author.get("/api/posts").expect(200);
        reader.get("/api/auth/me").expect(200);
        redis.stop();
        for (int round = 0; round < 3; round++) {
            String post = author.post("/api/posts", Map.of("title", "R" + round, "body", "b"))
                    .expect(201)
                    .header("Location");
            assertThat(reader.get("/api/posts?limit=1").expect(200).text("items/0/title"))
                    .isEqualTo("R" + round);
            String comment = reader.post(post + "/comments", Map.of("body", "c"))
                    .expect(201)
                    .text("id");
            reader.put(post + "/like", Map.of()).expect(200);
            reader.post(post + "/reports", Map.of("reason", "r")).expect(201);
            author.put(post, Map.of("title", "E" + round, "body", "b")).expect(200);
            assertThat(reader.get("/api/posts?limit=1").text("items/0/title")).isEqualTo("E" + round);
            assertThat(author.get(post).expect(200).text("comments")).isEqualTo("1");
            reader.delete(post + "/comments/" + comment).expect(204);
            author.delete(post).expect(204);
            assertThat(reader.get("/api/auth/me").expect(200).text("name")).isEqualTo("Reader");
        }
    }
}
