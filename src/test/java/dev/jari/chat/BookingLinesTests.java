package dev.jari.chat;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import dev.jari.testing.Stomp;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

/** What becomes of a booking is a line in its room. */
@ParameterizedClass
@EachEngine
class BookingLinesTests {
    private final App app;
    private final Shop shop;
    private final Api customer;
    private final String service;

    BookingLinesTests(Engine engine) {
        app = App.on(engine);
        shop = Shop.open(app.api());
        customer = app.api().registered("Mina");
        service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of("mode", "APPROVAL"));
    }

    private record Booked(String reservation, Talk talk) {}

    private Booked book(int hour) {
        String reservation =
                shop.book(customer, service, time(3, hour, 0)).expect(201).text("id");
        String room = customer.post("/api/rooms", Map.of("reservationId", reservation))
                .expect(201)
                .text("id");
        return new Booked(reservation, new Talk(shop, shop.owner, customer, room));
    }

    private static Api.Answer act(Api who, Booked booked, String action) {
        return who.once().post("/api/reservations/" + booked.reservation + "/" + action, Map.of());
    }

    private static List<String> words(Booked booked) {
        return booked.talk.lines(booked.talk.owner()).stream()
                .filter(line -> line.get("type").asString().equals("system"))
                .map(line -> line.get("body").asString())
                .toList();
    }

    @Test
    void whoIsInTheRoomSeesItAtOnceAndOnce() {
        Booked booked = book(10);
        try (Stomp reader = Stomp.as(app, customer.accessToken())) {
            reader.subscribe("room", "/topic/rooms." + booked.talk.room());
            Api shopOnce = shop.owner.once();
            String path = "/api/reservations/" + booked.reservation + "/approval";
            shopOnce.post(path, Map.of()).expect(200);
            shopOnce.post(path, Map.of());
            JsonNode line = reader.expect("MESSAGE").json();
            assertThat(line.get("type").asString()).isEqualTo("system");
            assertThat(line.get("body").asString()).isEqualTo("confirmed");
            assertThat(line.get("senderId").asString()).isEmpty();
            assertThat(line.get("seq").asLong()).isOne();
            assertThat(line).isEqualTo(booked.talk.lines(customer).getFirst());
            act(shop.owner, booked, "approval").expect(409, "state_changed");
            act(customer, booked, "cancellation").expect(200);
            assertThat(reader.expect("MESSAGE").json().get("body").asString()).isEqualTo("cancelled_by_customer");
            act(customer, booked, "cancellation").expect(409, "state_changed");
            reader.expectNothing();
        }
        assertThat(words(booked)).containsExactly("confirmed", "cancelled_by_customer");
        // It is told as a booking already.
        assertThat(booked.talk.listed(customer).get("unread").asInt()).isZero();
        assertThat(customer.get("/api/notifications")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(news -> news.get("type").asString()))
                .doesNotContain("CHAT");
    }

    @Test
    void eachEndOfABookingHasItsWord() {
        Booked rejected = book(11);
        act(shop.owner, rejected, "rejection").expect(200);
        assertThat(words(rejected)).containsExactly("rejected");
        Booked cancelled = book(12);
        act(shop.owner, cancelled, "cancellation").expect(200);
        assertThat(words(cancelled)).containsExactly("cancelled_by_shop");
    }

    @Test
    void ofThoseWhoChangeItAtOnceOneWritesALineAndTheNumbersHaveNoGap() {
        List<Booked> all = IntStream.range(13, 17).mapToObj(this::book).toList();
        for (Booked booked : all) {
            Crowd.of(12, i -> () -> switch (i % 3) {
                case 0 -> act(shop.owner, booked, "approval").status();
                case 1 -> act(customer, booked, "cancellation").status();
                default ->
                    booked.talk
                            .say(i % 2 == 0 ? customer : shop.owner, "message " + i)
                            .expect(201)
                            .status();
            });
            List<JsonNode> lines = booked.talk.lines(shop.owner);
            assertThat(lines.stream().map(line -> line.get("seq").asLong()))
                    .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
            assertThat(words(booked))
                    .isIn(
                            List.of("confirmed"),
                            List.of("confirmed", "cancelled_by_customer"),
                            List.of("cancelled_by_customer"));
        }
    }
}
