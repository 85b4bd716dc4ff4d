package dev.jari.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Jobs;
import dev.jari.testing.MovableClock;
import dev.jari.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class NotificationTests {
    private static final String PATH = "/api/notifications";

    private final Engine engine;
    private final App app;
    private final Api api;

    NotificationTests(Engine engine) {
        this.engine = engine;
        app = App.on(engine);
        api = app.api();
    }

    @Test
    void tellsTheCustomerAndTheShopOfABooking() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        Api customer = api.registered("mina");
        String id =
                shop.book(customer, service, Shop.time(2, 10, 0)).expect(201).text("id");

        assertThat(kinds(customer)).containsExactly("BOOKING.CONFIRMED");
        assertThat(kinds(shop.owner)).containsExactly("BOOKING.NEW");
        JsonNode told = items(customer).getFirst();
        assertThat(told.get("title").asString()).isEqualTo("예약이 확정되었습니다");
        assertThat(told.get("text").asString()).startsWith("자리 테스트, ").contains("10:00");
        assertThat(told.at("/data/reservationId").asString()).isEqualTo(id);
        assertThat(told.get("path").asString()).isEqualTo("/reservations");

        shop.owner.post("/api/reservations/" + id + "/cancellation").expect(200);
        assertThat(kinds(customer)).containsExactly("BOOKING_CHANGE.CANCELLED", "BOOKING.CONFIRMED");
        assertThat(kinds(shop.owner)).containsExactly("BOOKING.NEW");
    }

    @Test
    void asksTheShopOnceAndTellsItWhenTheCustomerCancels() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of("mode", "APPROVAL"));
        Api customer = api.registered("mina");
        String id =
                shop.book(customer, service, Shop.time(2, 10, 0)).expect(201).text("id");
        assertThat(kinds(customer)).isEmpty();
        assertThat(kinds(shop.owner)).containsExactly("BOOKING.REQUESTED");

        shop.owner.post("/api/reservations/" + id + "/approval").expect(200);
        assertThat(kinds(customer)).containsExactly("BOOKING.CONFIRMED");
        customer.post("/api/reservations/" + id + "/cancellation").expect(200);
        assertThat(kinds(customer)).containsExactly("BOOKING.CANCELLED", "BOOKING.CONFIRMED");
        assertThat(kinds(shop.owner)).containsExactly("BOOKING_CHANGE.LOST", "BOOKING.REQUESTED");
    }

    /** Whom to tell is written before the place is taken, and only the database knows that it is. */
    @Test
    void saysNothingOfABookingThatCameTooLate() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        Api first = api.registered("mina");
        Api second = api.registered("juno");
        shop.book(first, service, Shop.time(2, 10, 0)).expect(201);
        shop.book(second, service, Shop.time(2, 10, 0)).expect(409, "slot_taken");
        assertThat(kinds(second)).isEmpty();
        assertThat(kinds(first)).containsExactly("BOOKING.CONFIRMED");
        assertThat(kinds(shop.owner)).containsExactly("BOOKING.NEW");
        assertThat(sql("select count(*) from notification_delivery where user_id = ?", id(second)))
                .isZero();
    }

    @Test
    void saysNothingOfHoldsAndOfWhatAShopBooksItself() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        Api customer = api.registered("mina");
        String id = shop.book(customer, service, Shop.time(2, 10, 0), Map.of("hold", true))
                .expect(201)
                .text("id");
        customer.post("/api/reservations/" + id + "/cancellation").expect(200);
        shop.book(shop.owner, service, Shop.time(2, 12, 0), Map.of("guest", Map.of("name", "Walk-in")))
                .expect(201);
        assertThat(kinds(customer)).isEmpty();
        assertThat(kinds(shop.owner)).isEmpty();
    }

    @Test
    void tellsEachThingOnceHoweverOftenAndWhereverItIsTold() throws Exception {
        Api mina = api.registered("mina");
        String userId = id(mina);
        try (App other = app.another();
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                App at = i % 2 == 0 ? app : other;
                String key = "message:" + i % 20;
                done.add(threads.submit(() -> tell(at, notice(userId, Subject.CHAT, key, 7))));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(items(mina)).hasSize(20);
        assertThat(count(mina)).isEqualTo(20);
        assertThat(sql("select count(*) from notification_delivery where user_id = ? and channel = 'PUSH'", userId))
                .isLessThanOrEqualTo(20);
    }

    @Test
    void doesNotTellWhatWasRolledBack() {
        Api mina = api.registered("mina");
        String userId = id(mina);
        assertThatThrownBy(() -> app.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
                    app.bean(Notifications.class).tell(List.of(notice(userId, Subject.CHAT, "message:1", 7)));
                    throw new IllegalStateException("changed our mind");
                }))
                .hasMessage("changed our mind");
        assertThat(items(mina)).isEmpty();
        assertThat(sql("select count(*) from notification_delivery where user_id = ?", userId))
                .isZero();
        tell(app, notice(userId, Subject.CHAT, "message:1", 7));
        assertThat(items(mina)).hasSize(1);
    }

    @Test
    void pagesReadsAndDeletes() {
        Api mina = api.registered("mina");
        String userId = id(mina);
        for (int i = 0; i < 5; i++) {
            tell(app, notice(userId, Subject.CHAT, "message:" + i, 7));
        }
        JsonNode first = mina.get(PATH + "?limit=2").expect(200).json();
        JsonNode second = mina.get(PATH + "?limit=2&cursor=" + first.get("next").asString())
                .expect(200)
                .json();
        JsonNode third = mina.get(PATH + "?limit=2&cursor=" + second.get("next").asString())
                .expect(200)
                .json();
        List<String> ids = new ArrayList<>();
        List.of(first, second, third)
                .forEach(page ->
                        page.get("items").forEach(item -> ids.add(item.get("id").asString())));
        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(third.get("next").isNull()).isTrue();

        String newest = first.at("/items/0/id").asString();
        String middle = second.at("/items/0/id").asString();
        assertThat(mina.put(PATH + "/" + middle + "/read", Map.of())
                        .expect(200)
                        .json()
                        .get("count")
                        .asLong())
                .isEqualTo(4);
        assertThat(mina.put(PATH + "/" + middle + "/read", Map.of())
                        .expect(200)
                        .json()
                        .get("count")
                        .asLong())
                .isEqualTo(4);
        assertThat(mina.put(PATH + "/read", Map.of("upTo", middle))
                        .expect(200)
                        .json()
                        .get("count")
                        .asLong())
                .isEqualTo(2);
        mina.delete(PATH + "/" + newest).expect(204);
        mina.delete(PATH + "/" + newest).expect(404, "not_found");
        assertThat(count(mina)).isOne();
        assertThat(mina.send("PUT", PATH + "/read", null)
                        .expect(200)
                        .json()
                        .get("count")
                        .asLong())
                .isZero();

        Api other = api.registered("other");
        other.put(PATH + "/" + middle + "/read", Map.of()).expect(404, "not_found");
        other.delete(PATH + "/" + middle).expect(404, "not_found");
        other.put(PATH + "/read", Map.of("upTo", middle)).expect(404, "not_found");
        mina.get(PATH + "?cursor=x").expect(400, "invalid_cursor");
        api.get(PATH).expect(401);
    }

    @Test
    void isGoneWhenItsTimeIsOver() {
        Api mina = api.registered("mina");
        String userId = id(mina);
        long end = System.currentTimeMillis() + 1_500;
        tell(app, new Notice(userId, Subject.CHAT, "message:1", Map.of("kind", "MESSAGE"), end));
        String notification = items(mina).getFirst().get("id").asString();
        while (System.currentTimeMillis() < end - 50) {
            long counted = count(mina);
            // What is answered later may have been counted later.
            assertThat(System.currentTimeMillis() < end ? counted : 1).isOne();
        }
        LockSupport.parkNanos(60_000_000);
        assertThat(items(mina)).isEmpty();
        assertThat(count(mina)).isZero();
        mina.put(PATH + "/" + notification + "/read", Map.of()).expect(404);
    }

    @Test
    void cleansUpAndKeepsReadOnesForAMonth() {
        try (App own = App.startWith(MovableClock.class, engine)) {
            Api mina = own.api().registered("mina");
            String userId = id(mina);
            tell(own, notice(userId, Subject.CHAT, "message:1", 7));
            tell(own, notice(userId, Subject.SECURITY, "security:1", 90));
            tell(own, notice(userId, Subject.SECURITY, "security:2", 90));
            String read = items(mina).getFirst().get("id").asString();
            mina.put(PATH + "/" + read + "/read", Map.of()).expect(200);
            Notifications notifications = own.bean(Notifications.class);

            own.bean(MovableClock.class).forward(Duration.ofDays(8));
            assertThat(notifications.list(userId, Long.MAX_VALUE, 10)).hasSize(2);
            own.bean(MovableClock.class).forward(Duration.ofDays(23));
            assertThat(notifications.list(userId, Long.MAX_VALUE, 10)).hasSize(1);
            assertThat(notifications.unread(userId)).isOne();
            own.bean(MovableClock.class).forward(Duration.ofDays(60));
            assertThat(notifications.list(userId, Long.MAX_VALUE, 10)).isEmpty();
            Jobs.of(own).completed("expired-notifications");
            assertThat(own.bean(JdbcClient.class)
                            .sql("select count(*) from notification where user_id = ?")
                            .param(userId)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void keepsFiveHundredAndLetsTheOldestReadOnesGoFirst() {
        Api mina = api.registered("mina");
        String userId = id(mina);
        for (int i = 0; i < 480; i += 20) {
            List<Integer> numbers = new ArrayList<>();
            for (int j = i; j < i + 20; j++) {
                numbers.add(j);
            }
            app.bean(TransactionTemplate.class)
                    .executeWithoutResult(transaction -> numbers.forEach(number -> app.bean(Notifications.class)
                            .tell(List.of(notice(userId, Subject.CHAT, "message:" + number, 7)))));
        }
        mina.put(PATH + "/read", Map.of()).expect(200);
        for (int i = 480; i < 600; i++) {
            tell(app, notice(userId, Subject.CHAT, "message:" + i, 7));
            awaitAtMostFiveHundred(userId);
        }
        assertThat(count(mina)).isEqualTo(120);
        assertThat(sql("select count(*) from notification where user_id = ?", userId))
                .isGreaterThanOrEqualTo(490);
    }

    /** They are counted after the commit. */
    private void awaitAtMostFiveHundred(String userId) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sql("select count(*) from notification where user_id = ?", userId) > 500) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void showsOnlyWhatIsWanted() {
        Api mina = api.registered("mina");
        String userId = id(mina);
        tell(app, notice(userId, Subject.CHAT, "message:1", 7));
        tell(app, notice(userId, Subject.POST, "post:1", 7));
        JsonNode before = mina.get(PATH + "/preferences").expect(200).json();
        assertThat(before.at("/types/post/email").asBoolean()).isFalse();
        assertThat(before.at("/types/chat/email").asBoolean()).isTrue();

        JsonNode chosen = mina.put(
                        PATH + "/preferences",
                        Map.of(
                                "types", Map.of("chat", Map.of("inApp", false)),
                                "quietHours", Map.of("from", "22:00", "to", "08:00", "zone", "Asia/Seoul"),
                                "digest", "DAILY"))
                .expect(200)
                .json();
        assertThat(chosen).isEqualTo(mina.get(PATH + "/preferences").json());
        assertThat(chosen.at("/types/chat/inApp").asBoolean()).isFalse();
        assertThat(chosen.at("/quietHours/from").asString()).isEqualTo("22:00");
        assertThat(kinds(mina)).containsExactly("POST.MESSAGE");
        assertThat(count(mina)).isOne();
        assertThat(mina.put(PATH + "/preferences", chosen.toString())
                        .expect(200)
                        .json())
                .isEqualTo(chosen);

        mina.put(PATH + "/preferences", Map.of("digest", "HOURLY")).expect(422, "validation");
        mina.put(PATH + "/preferences", Map.of("quietHours", Map.of("from", "22:00", "to", "25:00", "zone", "Moon")))
                .expect(422, "validation");
    }

    @Test
    void tellsOfWhatHappensToTheAccount() {
        Api mina = api.registered("mina");
        String email = mina.get("/api/auth/me").text("email");
        api.header("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
                .post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                .expect(200);
        assertThat(kinds(mina)).containsExactly("SECURITY.NEW_DEVICE");
        // Its mail was account's.
        assertThat(sql("select count(*) from notification_delivery where user_id = ? and channel = 'EMAIL'", id(mina)))
                .isZero();
    }

    @Test
    void isExportedAndErased() {
        Api mina = api.registered("mina");
        String userId = id(mina);
        tell(app, notice(userId, Subject.CHAT, "message:1", 7));
        mina.put(PATH + "/preferences", Map.of("digest", "DAILY")).expect(200);
        JsonNode mine = mina.get("/api/auth/export").expect(200).json().get("notifications");
        assertThat(mine.at("/items/0/type").asString()).isEqualTo("CHAT");
        assertThat(mine.at("/preferences/digest").asString()).isEqualTo("DAILY");
        mina.send("DELETE", "/api/auth/me", Map.of("currentPassword", Api.PASSWORD))
                .expect(204);
        for (String table : List.of("notification", "notification_preference")) {
            assertThat(sql("select count(*) from " + table + " where user_id = ?", userId))
                    .isZero();
        }
    }

    private static Notice notice(String userId, Subject type, String key, int days) {
        return new Notice(
                userId,
                type,
                key,
                Map.of("kind", "MESSAGE"),
                System.currentTimeMillis() + Duration.ofDays(days).toMillis());
    }

    private static void tell(App app, Notice notice) {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        transaction -> app.bean(Notifications.class).tell(List.of(notice)));
    }

    private static String id(Api person) {
        return person.get("/api/auth/me").expect(200).text("id");
    }

    private static List<JsonNode> items(Api person) {
        return person.get(PATH).expect(200).json().get("items").valueStream().toList();
    }

    private static List<String> kinds(Api person) {
        return items(person).stream()
                .map(item ->
                        item.get("type").asString() + "." + item.get("kind").asString())
                .toList();
    }

    private static long count(Api person) {
        return person.get(PATH + "/unread-count")
                .expect(200)
                .json()
                .get("count")
                .asLong();
    }

    private long sql(String sql, String parameter) {
        return app.bean(JdbcClient.class)
                .sql(sql)
                .param(parameter)
                .query(Long.class)
                .single();
    }
}
