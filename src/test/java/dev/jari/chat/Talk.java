package dev.jari.chat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A shop, a customer of it, and their room. */
record Talk(Shop shop, Api owner, Api customer, String room) {
    static Talk at(App app) {
        Shop shop = Shop.open(app.api());
        Api customer = app.api().registered("customer");
        String room = open(customer, shop).expect(201).text("id");
        return new Talk(shop, shop.owner, customer, room);
    }

    static Api.Answer open(Api customer, Shop shop) {
        return customer.post("/api/rooms", Map.of("businessId", shop.id));
    }

    String path(String rest) {
        return "/api/rooms/" + room + rest;
    }

    Api.Answer say(Api sender, String body) {
        return say(sender, UUID.randomUUID().toString(), body);
    }

    Api.Answer say(Api sender, String clientMessageId, String body) {
        return sender.post(path("/messages"), Map.of("clientMessageId", clientMessageId, "body", body));
    }

    Api.Answer show(Api sender, String body, List<String> images) {
        Map<String, Object> draft =
                new HashMap<>(Map.of("clientMessageId", UUID.randomUUID(), "attachmentIds", images));
        draft.put("body", body);
        return sender.post(path("/messages"), draft);
    }

    /** All lines, page by page. */
    List<JsonNode> lines(Api reader) {
        List<JsonNode> lines = new ArrayList<>();
        for (String next = "0"; !next.isEmpty(); ) {
            Api.Answer page =
                    reader.get(path("/messages?limit=200&after=" + next)).expect(200);
            page.json().get("items").forEach(lines::add);
            next = page.json().get("next").isNull() ? "" : page.text("next");
        }
        return lines;
    }

    JsonNode listed(Api reader) {
        return reader.get("/api/rooms")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(one -> one.get("id").asString().equals(room))
                .findFirst()
                .orElseThrow();
    }
}
