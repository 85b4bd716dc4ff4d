package dev.jari.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Stomp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Open tabs, on whatever instance they are. */
@ParameterizedClass
@EachEngine
class LiveNewsTests {
    private static final String PATH = "/api/notifications";

    private final App app;

    LiveNewsTests(Engine engine) {
        app = App.on(engine);
    }

    @Test
    void tellsOpenTabsWhatIsNewAndRemovesWhatIsOverWithinASecond() {
        String token = app.api()
                .post(
                        "/api/auth/register",
                        Map.of("email", UUID.randomUUID() + "@example.com", "password", Api.PASSWORD, "name", "Mina"))
                .expect(201)
                .text("accessToken");
        Api mina = app.api().as(token);
        String userId = mina.get("/api/auth/me").text("id");
        try (App other = app.another();
                Stomp tab = Stomp.as(other, token)) {
            tab.subscribe("n", "/user/queue/notifications");
            long end = System.currentTimeMillis() + 3_000;
            tell(new Notice(userId, Subject.CHAT, "chat:1", Map.of("kind", "MESSAGE"), end));
            JsonNode created = next(tab, "created");
            String id = created.at("/notification/id").asString();
            assertThat(created.at("/notification/title").asString()).isEqualTo("새 메시지가 왔습니다");
            assertThat(next(tab, "unread-count").get("count").asLong()).isOne();
            mina.put(PATH + "/" + id + "/read", Map.of()).expect(200);
            assertThat(next(tab, "read").get("id").asString()).isEqualTo(id);
            assertThat(next(tab, "unread-count").get("count").asLong()).isZero();
            assertThat(next(tab, "removed").get("id").asString()).isEqualTo(id);
            long late = System.currentTimeMillis() - end;
            System.out.println("removed from an open tab after " + late + " ms");
            assertThat(late).isBetween(0L, 1_000L);
            // Once, though both instances have looked.
            assertThat(next(tab, "unread-count").get("count").asLong()).isZero();
            assertThat(tab.next(Duration.ofSeconds(1))).isEmpty();
        }
    }

    private static JsonNode next(Stomp tab, String type) {
        while (true) {
            JsonNode event = tab.next(Duration.ofSeconds(10)).orElseThrow().json();
            if (event.get("type").asString().equals(type)) {
                return event;
            }
        }
    }

    private void tell(Notice notice) {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        transaction -> app.bean(Notifications.class).tell(List.of(notice)));
    }
}
