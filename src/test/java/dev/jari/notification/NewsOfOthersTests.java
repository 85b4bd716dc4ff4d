package dev.jari.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

/** What people write to one another, and on the board. */
@ParameterizedClass
@EachEngine
class NewsOfOthersTests {
    private static final String PATH = "/api/notifications";

    private final Api api;

    NewsOfOthersTests(Engine engine) {
        api = App.on(engine).api();
    }

    @Test
    void aMessageIsNewsUntilTheRoomIsRead() {
        Shop shop = Shop.open(api);
        Api customer = api.registered("Mina");
        String room = customer.post("/api/rooms", Map.of("businessId", shop.id))
                .expect(201)
                .text("id");
        String own = UUID.randomUUID().toString();
        for (String key : List.of(own, own, UUID.randomUUID().toString())) {
            customer.post(
                    "/api/rooms/" + room + "/messages", Map.of("clientMessageId", key, "body", "Is the window free?"));
        }
        assertThat(unread(shop.owner, "CHAT")).isEqualTo(2);
        assertThat(unread(customer, "CHAT")).isZero();
        shop.owner.put("/api/rooms/" + room + "/read", Map.of("seq", 2)).expect(204);
        assertThat(unread(shop.owner, "CHAT")).isZero();
    }

    @Test
    void aCommentAndALikeAreNewsToTheAuthorAlone() {
        Api author = api.registered("Mina");
        Api reader = api.registered("Jun");
        String post = author.post("/api/posts", Map.of("title", "A seat", "body", "By the window."))
                .expect(201)
                .text("id");
        reader.post("/api/posts/" + post + "/comments", Map.of("body", "And quiet."))
                .expect(201);
        reader.put("/api/posts/" + post + "/like", Map.of());
        reader.put("/api/posts/" + post + "/like", Map.of());
        author.post("/api/posts/" + post + "/comments", Map.of("body", "Indeed."))
                .expect(201);
        assertThat(unread(author, "POST")).isEqualTo(2);
        assertThat(unread(reader, "POST")).isZero();
    }

    private static long unread(Api who, String type) {
        return who.get(PATH)
                .expect(200)
                .json()
                .at("/items")
                .valueStream()
                .filter(item -> item.get("type").asString().equals(type))
                .filter(item -> isUnread(item))
                .count();
    }

    private static boolean isUnread(JsonNode item) {
        JsonNode readAt = item.get("readAt");
        return readAt == null || readAt.isNull();
    }
}
