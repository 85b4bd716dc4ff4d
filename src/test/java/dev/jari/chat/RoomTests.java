package dev.jari.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class RoomTests {
    private final App app;
    private final Talk talk;

    RoomTests(Engine engine) {
        app = App.on(engine);
        talk = Talk.at(app);
    }

    @Test
    void aCustomerAndAShopHaveOneRoom() {
        List<Api.Answer> answers = Crowd.of(10, i -> () -> Talk.open(talk.customer(), talk.shop()));
        assertThat(answers)
                .allMatch(answer -> answer.status() == 200 && answer.text("id").equals(talk.room()));

        Api other = app.api().registered("other");
        List<Api.Answer> first = Crowd.of(10, i -> () -> Talk.open(other, talk.shop()));
        assertThat(first.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(first.stream().map(answer -> answer.text("id")).distinct()).hasSize(1);
        talk.owner().post("/api/rooms", Map.of("businessId", talk.shop().id)).expect(422, "own_business");
        other.post("/api/rooms", Map.of("businessId", "nowhere")).expect(404);
        other.post("/api/rooms", Map.of()).expect(422, "validation");
    }

    @Test
    void aReservationHasARoomForItsCustomerAndItsShop() {
        Shop shop = talk.shop();
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        String reservation = shop.book(talk.customer(), service, Shop.time(2, 10, 0))
                .expect(201)
                .text("id");
        Map<String, String> wanted = Map.of("reservationId", reservation);

        String room = talk.owner().post("/api/rooms", wanted).expect(201).text("id");
        assertThat(talk.customer().post("/api/rooms", wanted).expect(200).text("id"))
                .isEqualTo(room)
                .isNotEqualTo(talk.room());
        assertThat(talk.customer().get("/api/rooms/" + room).text("reservationId"))
                .isEqualTo(reservation);
        app.api().registered("stranger").post("/api/rooms", wanted).expect(404);
        String walkIn = shop.book(talk.owner(), service, Shop.time(3, 10, 0))
                .expect(201)
                .text("id");
        talk.owner().post("/api/rooms", Map.of("reservationId", walkIn)).expect(422, "no_counterpart");
    }

    @Test
    void aForeignRoomIsNone() {
        Api stranger = app.api().registered("stranger");
        String message = talk.say(talk.customer(), "hello").expect(201).text("id");
        stranger.get(talk.path("")).expect(404);
        stranger.get(talk.path("/messages")).expect(404, "not_found");
        talk.say(stranger, "hello").expect(404);
        stranger.get(talk.path("/members")).expect(404);
        stranger.put(talk.path("/read"), Map.of("seq", 1)).expect(404);
        stranger.put(talk.path("/block"), Map.of()).expect(404);
        stranger.post(talk.path("/typing")).expect(404);
        stranger.delete(talk.path("/membership")).expect(404);
        stranger.patch(talk.path("/messages/" + message), Map.of("body", "x")).expect(404);
        stranger.delete(talk.path("/messages/" + message)).expect(404);
        stranger.upload(talk.path("/attachments"), "a.png", Pictures.png()).expect(404);
        app.api().get(talk.path("/messages")).expect(401);
        assertThat(stranger.get("/api/messages?q=hello").json().get("items")).isEmpty();
        assertThat(stranger.get("/api/messages?q=hello&roomId=" + talk.room())
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void unreadIsCountedUntilItIsReadAndReadingOnlyGoesOn() {
        for (int i = 0; i < 3; i++) {
            talk.say(talk.customer(), "message " + i).expect(201);
        }
        assertThat(talk.listed(talk.owner()).get("unread").asInt()).isEqualTo(3);
        assertThat(talk.listed(talk.customer()).get("unread").asInt()).isZero();
        assertThat(talk.listed(talk.owner()).at("/lastMessage/body").asString()).isEqualTo("message 2");
        assertThat(talk.listed(talk.owner()).at("/counterpart/name").asString()).isEqualTo("customer");
        assertThat(talk.listed(talk.customer()).at("/counterpart/name").asString())
                .isEqualTo("자리 테스트");

        JsonNode badges = talk.owner().get("/api/sync").expect(200).json();
        assertThat(badges.get("unread").asInt()).isEqualTo(3);
        talk.owner().put(talk.path("/read"), Map.of("seq", 2)).expect(204);
        talk.owner().put(talk.path("/read"), Map.of("seq", 1)).expect(204);
        assertThat(talk.listed(talk.owner()).get("unread").asInt()).isEqualTo(1);
        assertThat(talk.listed(talk.customer()).get("counterpartReadSeq").asLong())
                .isEqualTo(2);
        talk.owner().put(talk.path("/read"), Map.of("seq", 99)).expect(204);
        assertThat(talk.listed(talk.owner()).get("lastReadSeq").asLong()).isEqualTo(3);
        JsonNode since = talk.owner()
                .get("/api/sync?since=" + badges.get("at").asString())
                .expect(200)
                .json();
        assertThat(since.get("unread").asInt()).isZero();
        assertThat(since.at("/rooms/0/roomId").asString()).isEqualTo(talk.room());
        talk.owner().put(talk.path("/read"), Map.of("seq", -1)).expect(422);
    }

    @Test
    void theRoomOfTheLatestMessageComesFirst() {
        List<String> rooms = new ArrayList<>(List.of(talk.room()));
        for (int i = 0; i < 3; i++) {
            Api customer = app.api().registered("customer");
            Talk another = new Talk(
                    talk.shop(),
                    talk.owner(),
                    customer,
                    Talk.open(customer, talk.shop()).text("id"));
            another.say(customer, "hello").expect(201);
            rooms.addFirst(another.room());
        }
        talk.say(talk.customer(), "me too").expect(201);
        rooms.remove(talk.room());
        rooms.addFirst(talk.room());

        List<String> seen = new ArrayList<>();
        for (String cursor = ""; ; ) {
            Api.Answer page =
                    talk.owner().get("/api/rooms?limit=2&cursor=" + cursor).expect(200);
            page.json().get("items").forEach(room -> seen.add(room.get("id").asString()));
            if (page.json().get("next").isNull()) {
                break;
            }
            cursor = page.text("next");
        }
        assertThat(seen).isEqualTo(rooms);
        talk.owner().get("/api/rooms?cursor=eA").expect(400, "invalid_cursor");
    }

    @Test
    void whoLeavesSeesNothingUntilTheyComeBack() {
        talk.say(talk.owner(), "one").expect(201);
        talk.customer().delete(talk.path("/membership")).expect(204);
        talk.customer().delete(talk.path("/membership")).expect(404);
        talk.customer().get(talk.path("/messages")).expect(404);
        talk.say(talk.customer(), "two").expect(404);
        assertThat(talk.customer().get("/api/rooms").json().get("items")).isEmpty();
        talk.say(talk.owner(), "three").expect(201);
        assertThat(Talk.open(talk.customer(), talk.shop()).expect(200).text("id"))
                .isEqualTo(talk.room());
        assertThat(talk.lines(talk.customer())).hasSize(2);
    }

    @Test
    void whoIsBlockedCannotWriteUntilAllowedAgain() {
        Api.Answer before = talk.say(talk.customer(), "before", "hello").expect(201);
        talk.owner().put(talk.path("/block"), Map.of()).expect(204);
        talk.owner().put(talk.path("/block"), Map.of()).expect(204);
        talk.say(talk.customer(), "hello?").expect(403, "blocked");
        talk.say(talk.owner(), "no").expect(403, "blocked");
        talk.customer()
                .patch(talk.path("/messages/" + before.text("id")), Map.of("body", "!"))
                .expect(403, "blocked");
        talk.customer()
                .upload(talk.path("/attachments"), "a.png", Pictures.png())
                .expect(403, "blocked");
        assertThat(talk.say(talk.customer(), "before", "hello").expect(201).body())
                .isEqualTo(before.body());
        assertThat(talk.listed(talk.customer()).get("blocked").asBoolean()).isTrue();
        assertThat(talk.listed(talk.customer()).get("blockedByMe").asBoolean()).isFalse();
        talk.customer().delete(talk.path("/block")).expect(204);
        talk.say(talk.customer(), "still?").expect(403, "blocked");
        talk.owner().delete(talk.path("/block")).expect(204);
        assertThat(talk.say(talk.customer(), "at last")
                        .expect(201)
                        .json()
                        .get("seq")
                        .asLong())
                .isEqualTo(2);
    }
}
