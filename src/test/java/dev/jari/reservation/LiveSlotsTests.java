package dev.jari.reservation;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import dev.jari.testing.Stomp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;

/** Whoever looks at a day, on whichever instance, learns within a second that something changed on it. */
@ParameterizedClass
@EachEngine
class LiveSlotsTests {
    private static final List<App> RUNNING = new ArrayList<>();

    LiveSlotsTests(Engine engine) {
        assertEquals(2, RUNNING.size(), engine::toString);
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) {
        App first = App.start(engine);
        RUNNING.addAll(List.of(first, first.another()));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        RUNNING.reversed().forEach(App::close);
        RUNNING.clear();
    }

    @Test
    void aDayTellsOfItsBookings() {
        Shop shop = Shop.open(RUNNING.getFirst().api());
        String service = shop.service(List.of(shop.resource("STAFF", 5)), Map.of());
        String day = LocalDate.now(Shop.ZONE).plusDays(3).toString();
        List<Stomp> lookers = RUNNING.stream().map(Stomp::anonymous).toList();
        for (Stomp looker : lookers) {
            looker.subscribe("a", "/topic/slots." + shop.id + "." + day);
            looker.subscribe(
                    "b", "/topic/slots." + shop.id + "." + LocalDate.parse(day).plusDays(1));
        }
        var mina = RUNNING.getFirst().api().registered("mina");
        Answer booked = mina.once()
                .post("/api/reservations", shop.order(service, time(3, 10, 0), Map.of()))
                .expect(201);
        lookers.forEach(looker -> expectChanged(looker, shop, day));
        mina.post("/api/reservations/" + booked.text("id") + "/cancellation").expect(200);
        lookers.forEach(looker -> expectChanged(looker, shop, day));
        // Many at once are told once or twice, not many times.
        for (int i = 0; i < 4; i++) {
            mina.once()
                    .post("/api/reservations", shop.order(service, time(3, 12 + 2 * i, 0), Map.of()))
                    .expect(201);
        }
        lookers.forEach(looker -> {
            expectChanged(looker, shop, day);
            int more = 0;
            while (looker.next(Duration.ofMillis(700)).isPresent()) {
                more++;
            }
            assertThat(more).isLessThan(4);
            looker.close();
        });
    }

    private static void expectChanged(Stomp looker, Shop shop, String day) {
        Stomp.Frame frame = looker.next(Duration.ofSeconds(1)).orElseThrow();
        assertEquals("a", frame.header("subscription"));
        assertEquals(
                "{\"type\":\"changed\",\"businessId\":\"" + shop.id + "\",\"date\":\"" + day + "\"}", frame.body());
        // The bus may tell the instance itself once more.
        looker.next(Duration.ofMillis(400));
    }

    @Test
    void whatIsNoDayOfAShopIsRefused() {
        try (Stomp stomp = Stomp.anonymous(RUNNING.getFirst())) {
            Shop shop = Shop.open(RUNNING.getFirst().api());
            for (String key : List.of(shop.id, shop.id + ".soon", "nobody.2030-01-01", "2030-01-01")) {
                stomp.frame("SUBSCRIBE", "id:a", "destination:/topic/slots." + key);
                stomp.expectError("not_found");
            }
        }
    }
}
