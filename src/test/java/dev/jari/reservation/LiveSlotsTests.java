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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    @Test
    void aDayTellsOfWhatTheShopChanges() {
        Shop shop = Shop.open(RUNNING.getFirst().api());
        String resource = shop.resource("STAFF", 1);
        String service = shop.service(List.of(resource), Map.of());
        String day = LocalDate.now(Shop.ZONE).plusDays(3).toString();
        Shop another = Shop.open(RUNNING.getFirst().api());
        List<Stomp> lookers = RUNNING.stream().map(Stomp::anonymous).toList();
        lookers.forEach(looker -> looker.subscribe("a", "/topic/slots." + shop.id + "." + day));
        String exception = shop.owner
                .post(shop.path("/exceptions"), Map.of("date", day, "kind", "CLOSED"))
                .expect(201)
                .text("id");
        // Whoever asks now is told of it, on whichever instance.
        lookers.forEach(looker -> expectChanged(looker, shop, day));
        RUNNING.forEach(app -> assertThat(shop.free(app.api(), service, 3, "")).isEmpty());
        List<Runnable> changes = List.of(
                () -> shop.owner.delete(shop.path("/exceptions/" + exception)).expect(204),
                () -> shop.hours("10:00", "12:00"),
                () -> shop.owner
                        .patch(shop.path("/services/" + service), Map.of("durationMinutes", 90))
                        .expect(200),
                () -> shop.owner
                        .patch(shop.path("/resources/" + resource), Map.of("capacity", 2))
                        .expect(200),
                () -> shop.resource("ROOM", 1));
        for (Runnable change : changes) {
            change.run();
            lookers.forEach(looker -> expectChanged(looker, shop, day));
        }
        another.hours("10:00", "11:00");
        lookers.forEach(
                looker -> assertThat(looker.next(Duration.ofMillis(500))).isEmpty());
        lookers.forEach(Stomp::close);
    }

    @Test
    void aDayTellsOfAHoldThatHasEndedWhenItsTimeComes() {
        App app = RUNNING.getFirst();
        Shop shop = Shop.open(app.api());
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        String day = LocalDate.now(Shop.ZONE).plusDays(3).toString();
        var mina = app.api().registered("mina");
        for (int hour = 10; hour < 14; hour++) {
            String id = shop.book(mina, service, time(3, hour, 0), Map.of("hold", true))
                    .expect(201)
                    .text("id");
            long end = System.currentTimeMillis() + 2_000;
            app.bean(JdbcClient.class)
                    .sql("update reservation set expires_at = ? where id = ?")
                    .params(end, id)
                    .update();
            app.bean(Holds.class).held(new Reservation.Changed(held(app, id), Optional.empty(), Optional.empty()));
            try (Stomp looker = Stomp.anonymous(RUNNING.getLast())) {
                looker.subscribe("a", "/topic/slots." + shop.id + "." + day);
                while (System.currentTimeMillis() < end - 500) {
                    // Of the booking itself.
                    looker.next(Duration.ofMillis(200));
                }
                assertThat(looker.next(Duration.ofSeconds(7))).isPresent();
                assertThat(System.currentTimeMillis() - end).isBetween(0L, 1_000L);
            }
            assertThat(shop.free(app.api(), service, 3, "")).contains(time(3, hour, 0));
        }
    }

    private static Reservation held(App app, String id) {
        return app.bean(ReservationStore.class).staleHolds(Long.MAX_VALUE, 100).stream()
                .filter(hold -> hold.id().equals(id))
                .findFirst()
                .orElseThrow();
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
