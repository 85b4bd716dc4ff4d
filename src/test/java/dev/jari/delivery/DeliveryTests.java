package dev.jari.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.notification.Notifications;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Mailbox;
import dev.jari.testing.MovableClock;
import dev.jari.testing.PushService;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Two instances, a mailbox and a push service, and time that goes forward where a test says so. */
@ParameterizedClass
@EachEngine
class DeliveryTests {
    private static final String PATH = "/api/notifications";
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private static final String[] SETTINGS = {"jari.push.loopback=true", "jari.auth.access-life=1h"};
    private static final Deque<Two> RUNNING = new ArrayDeque<>();

    private final App one;
    private final App two;
    private final Api mina;
    private final String userId;
    private final Mailbox mailbox;
    private final PushService browser;

    DeliveryTests(Engine engine) {
        one = RUNNING.getLast().one;
        two = RUNNING.getLast().two;
        String email = "d-" + UUID.randomUUID() + "@example.com";
        mina = one.api()
                .as(one.api()
                        .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Mina"))
                        .expect(201)
                        .text("accessToken"));
        userId = mina.get("/api/auth/me").text("id");
        write("update users set email_verified = true where id = ?");
        mailbox = new Mailbox(one.api(), email);
        browser = new PushService(mina.get(PATH + "/push-key").expect(200).text("key"));
    }

    private record Two(App one, App two) {}

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) {
        App first = App.startWith(MovableClock.class, engine, SETTINGS);
        RUNNING.add(new Two(first, first.another(SETTINGS)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Two ended = RUNNING.removeLast();
        ended.two.close();
        ended.one.close();
    }

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void mailsOnceWhatIsStillUnreadAfterSomeMinutes() {
        tell(Subject.CHAT, "message:1");
        settle();
        assertThat(mails()).isEmpty();
        forward(Duration.ofMinutes(11));
        await(() -> mails().size() == 1);
        settle();
        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().get("subject").asString()).isEqualTo("자리: 새 메시지가 왔습니다");
        assertThat(mails().getFirst().get("link").asString()).endsWith("/chat/1");
        assertThat(waiting()).isZero();
    }

    @Test
    void doesNotMailWhatWasReadOrIsNotWantedOrWhereTheAddressIsNotProven() {
        tell(Subject.CHAT, "message:1");
        mina.put(PATH + "/read", Map.of()).expect(200);
        mina.put(PATH + "/preferences", Map.of("types", Map.of("booking", Map.of("email", false))))
                .expect(200);
        tell(Subject.BOOKING, "booking:1");
        forward(Duration.ofMinutes(11));
        await(() -> waiting() == 0);
        assertThat(mails()).isEmpty();

        write("update users set email_verified = false where id = ?");
        tell(Subject.CHAT, "message:2");
        forward(Duration.ofMinutes(11));
        await(() -> waiting() == 0);
        assertThat(mails()).isEmpty();
    }

    @Test
    void writesOneMailAboutAllThatIsDueAtTheSameTime() {
        for (int i = 0; i < 25; i++) {
            tell(Subject.CHAT, "message:" + i);
        }
        forward(Duration.ofMinutes(11));
        await(() -> waiting() == 0);
        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().get("subject").asString()).contains("25");
    }

    @Test
    void holdsMailsForTheDailyDigest() {
        mina.put(PATH + "/preferences", Map.of("digest", "DAILY")).expect(200);
        tell(Subject.CHAT, "message:1");
        tell(Subject.BOOKING, "booking:1");
        Instant now = one.bean(MovableClock.class).instant();
        Instant morning = now.atZone(ZONE)
                .plusMinutes(10)
                .toLocalDate()
                .atTime(8, 0)
                .atZone(ZONE)
                .toInstant();
        Instant digest =
                morning.isBefore(now.plus(11, ChronoUnit.MINUTES)) ? morning.plus(1, ChronoUnit.DAYS) : morning;
        forward(Duration.between(now, digest).minusMinutes(1));
        settle();
        assertThat(mails()).isEmpty();
        forward(Duration.ofMinutes(2));
        await(() -> mails().size() == 1);
        settle();
        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().get("subject").asString()).contains("2");
    }

    @Test
    void isQuietInQuietHoursUnlessItMatters() {
        subscribe("a");
        LocalTime time = LocalTime.now(one.bean(MovableClock.class).withZone(ZONE));
        mina.put(
                        PATH + "/preferences",
                        Map.of(
                                "quietHours",
                                Map.of(
                                        "from", time.minusHours(2).toString().substring(0, 5),
                                        "to", time.plusHours(2).toString().substring(0, 5),
                                        "zone", ZONE.getId())))
                .expect(200);
        tell(Subject.CHAT, "message:1");
        tell(Subject.BOOKING_CHANGE, "booking:1");
        await(() -> mails().size() == 1 && browser.received.size() == 1);
        assertThat(browser.received.getFirst().get("type").asString()).isEqualTo("BOOKING_CHANGE");
        assertThat(browser.headers.getFirst().get("Urgency")).containsExactly("high");
        forward(Duration.ofMinutes(11));
        settle();
        assertThat(mails()).hasSize(1);
        assertThat(browser.received).hasSize(1);
        forward(Duration.ofMinutes(110));
        await(() -> mails().size() == 2 && browser.received.size() == 2);
    }

    @Test
    void pushesEachOnceToEachBrowserHoweverManyInstancesSend() {
        subscribe("a");
        subscribe("b");
        for (int i = 0; i < 20; i++) {
            tell(Subject.CHAT, "message:" + i);
        }
        settle();
        assertThat(browser.received).isEmpty();
        forward(Duration.ofSeconds(11));
        await(() -> browser.received.size() == 40);
        settle();
        assertThat(browser.received).hasSize(40);
        assertThat(browser.received.stream()
                        .map(push -> push.get("id").asString())
                        .distinct())
                .hasSize(20);
        assertThat(browser.received.getFirst().get("title").asString()).isEqualTo("새 메시지가 왔습니다");
        assertThat(browser.headers.getFirst().get("Ttl")).containsExactly("86400");
    }

    @Test
    void pushesNothingThatWasReadAndNothingToWhoHasSignedOut() {
        subscribe("a");
        tell(Subject.CHAT, "message:1");
        mina.put(PATH + "/read", Map.of()).expect(200);
        forward(Duration.ofSeconds(11));
        settle();
        tell(Subject.CHAT, "message:2");
        mina.post("/api/auth/logout").expect(204);
        forward(Duration.ofSeconds(11));
        await(() -> pushesWaiting() == 0);
        settle();
        assertThat(browser.asked).isZero();
    }

    @Test
    void pushesNothingToWhoIsLooking() {
        subscribe("a");
        one.bean(Attention.class).receive(new Tab(userId), "", new byte[0]);
        tell(Subject.CHAT, "message:1");
        forward(Duration.ofSeconds(11));
        await(() -> pushesWaiting() == 0);
        settle();
        assertThat(browser.asked).isZero();
    }

    @Test
    void triesAgainWhereAPushServiceIsDownAndGivesUpInTheEnd() {
        subscribe("a");
        browser.answer = 503;
        tell(Subject.SECURITY, "security:1");
        await(() -> browser.asked == 1);
        settle();
        assertThat(browser.asked).isOne();
        forward(Duration.ofSeconds(31));
        await(() -> browser.asked == 2);
        browser.answer = 201;
        forward(Duration.ofSeconds(61));
        await(() -> browser.received.size() == 1 && pushesWaiting() == 0);

        browser.answer = 503;
        tell(Subject.SECURITY, "security:2");
        for (int attempt = 0; attempt < 8; attempt++) {
            int asked = 4 + attempt;
            await(() -> browser.asked == asked);
            settle();
            forward(Duration.ofHours(2));
        }
        await(() -> pushesWaiting() == 0);
        assertThat(browser.asked).isEqualTo(11);
    }

    @Test
    void anotherInstanceSendsWhatADeadOneHasClaimed() {
        subscribe("a");
        tell(Subject.CHAT, "message:1");
        // As if one had died between its claim and its note: tried once, due again in half a minute.
        long again = two.bean(MovableClock.class).millis() + 30_000;
        write("update notification_delivery set attempts = 1, due_at = " + again + " where user_id = ?");
        write("delete from notification_delivery where user_id = ? and channel = 'EMAIL'");
        forward(Duration.ofSeconds(20));
        settle();
        assertThat(browser.asked).isZero();
        forward(Duration.ofSeconds(11));
        await(() -> browser.received.size() == 1 && pushesWaiting() == 0);
        settle();
        assertThat(browser.received).hasSize(1);
    }

    @Test
    void forgetsABrowserThatIsGoneOrLeadsInside() {
        subscribe("a");
        browser.answer = 410;
        tell(Subject.SECURITY, "security:1");
        await(() -> subscriptions() == 0 && pushesWaiting() == 0);
        assertThat(browser.asked).isOne();

        Map<String, Object> inside = Map.of(
                "endpoint",
                "https://localhost/admin",
                "keys",
                browser.subscription("a").get("keys"));
        mina.post(PATH + "/push-subscriptions", inside).expect(204);
        tell(Subject.SECURITY, "security:2");
        await(() -> subscriptions() == 0 && pushesWaiting() == 0);
    }

    @Test
    void takesOnlyWhatABrowserAnswers() {
        Object keys = browser.subscription("a").get("keys");
        for (String endpoint : List.of("http://push.example/a", "https://10.0.0.1/a", "javascript:1")) {
            mina.post(PATH + "/push-subscriptions", Map.of("endpoint", endpoint, "keys", keys))
                    .expect(422, "validation");
        }
        mina.post(
                        PATH + "/push-subscriptions",
                        Map.of("endpoint", "https://push.example/a", "keys", Map.of("p256dh", "AAAA", "auth", "AAAA")))
                .expect(422, "validation");
        for (int i = 0; i < 12; i++) {
            subscribe("browser-" + i);
        }
        assertThat(subscriptions()).isEqualTo(10);
        mina.send("DELETE", PATH + "/push-subscriptions", Map.of("endpoint", browser.origin() + "/send/browser-11"))
                .expect(204);
        assertThat(subscriptions()).isEqualTo(9);
    }

    private record Tab(String userId) implements dev.jari.live.Sender {
        @Override
        public dev.jari.web.Caller caller() {
            return new dev.jari.web.Caller(userId, "", java.util.Set.of());
        }

        @Override
        public void reply(String queue, byte[] json) {}
    }

    private void subscribe(String name) {
        mina.post(PATH + "/push-subscriptions", browser.subscription(name)).expect(204);
    }

    private void tell(Subject type, String key) {
        App at = key.hashCode() % 2 == 0 ? one : two;
        Map<String, String> payload = Map.of(
                "kind",
                type == Subject.CHAT ? "MESSAGE" : type == Subject.BOOKING_CHANGE ? "CANCELLED" : "CONFIRMED",
                "path",
                "/chat/1");
        long end = at.bean(MovableClock.class).millis() + Duration.ofDays(7).toMillis();
        at.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction ->
                        at.bean(Notifications.class).tell(List.of(new Notice(userId, type, key, payload, end))));
    }

    private void forward(Duration duration) {
        one.bean(MovableClock.class).forward(duration);
        two.bean(MovableClock.class).forward(duration);
    }

    /** Time enough for both outboxes to have looked. */
    private static void settle() {
        LockSupport.parkNanos(1_300_000_000);
    }

    /** Without the one that asks to prove the address. */
    private List<JsonNode> mails() {
        return mailbox.mails().stream()
                .filter(mail -> !mail.path("link").asString("").contains("verify-email"))
                .toList();
    }

    private long waiting() {
        return sql("select count(*) from notification_delivery where user_id = ?");
    }

    private long pushesWaiting() {
        return sql("select count(*) from notification_delivery where user_id = ? and channel = 'PUSH'");
    }

    private long subscriptions() {
        return sql("select count(*) from push_subscription where user_id = ?");
    }

    private long sql(String sql) {
        return two.bean(JdbcClient.class)
                .sql(sql)
                .param(userId)
                .query(Long.class)
                .single();
    }

    private void write(String sql) {
        one.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction ->
                        one.bean(JdbcClient.class).sql(sql).param(userId).update());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(15);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
