package dev.jari.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class MessageTests {
    private final App app;
    private final Talk talk;

    MessageTests(Engine engine) {
        app = App.on(engine);
        talk = Talk.at(app);
    }

    @Test
    void messagesAreNumberedAndPagedInOrder() {
        for (int i = 1; i <= 7; i++) {
            Api.Answer ack = talk.say(i % 2 == 0 ? talk.owner() : talk.customer(), "c-" + i, "글 " + i)
                    .expect(201);
            assertThat(ack.json().get("seq").asLong()).isEqualTo(i);
            assertThat(ack.text("clientMessageId")).isEqualTo("c-" + i);
            assertThat(ack.text("at")).endsWith("Z");
        }
        assertThat(seqs(talk.customer().get(talk.path("/messages?limit=3")))).containsExactly(5L, 6L, 7L);
        Api.Answer older = talk.customer().get(talk.path("/messages?limit=3&before=5"));
        assertThat(seqs(older)).containsExactly(2L, 3L, 4L);
        assertThat(older.text("next")).isEqualTo("2");
        assertThat(seqs(talk.customer().get(talk.path("/messages?limit=3&before=2"))))
                .containsExactly(1L);
        Api.Answer newer = talk.customer().get(talk.path("/messages?limit=3&after=2"));
        assertThat(seqs(newer)).containsExactly(3L, 4L, 5L);
        assertThat(newer.text("next")).isEqualTo("5");
        assertThat(talk.lines(talk.owner()))
                .hasSize(7)
                .allMatch(line -> line.get("type").asString().equals("message"));
    }

    @Test
    void theSameMessageSentAgainIsTheFirst() {
        Api.Answer first = talk.say(talk.customer(), "same", "one").expect(201);
        assertThat(talk.say(talk.customer(), "same", "another").expect(201).body())
                .isEqualTo(first.body());
        assertThat(talk.say(talk.owner(), "same", "the owner's")
                        .expect(201)
                        .json()
                        .get("seq")
                        .asLong())
                .isEqualTo(2);
        assertThat(talk.lines(talk.owner())).hasSize(2);
        assertThat(talk.lines(talk.owner()).getFirst().get("body").asString()).isEqualTo("one");
    }

    @Test
    void whatIsNoMessageIsRefused() {
        talk.say(talk.customer(), "x", "  ").expect(422, "validation");
        talk.say(talk.customer(), "x", "x".repeat(4001)).expect(422, "validation");
        talk.say(talk.customer(), "", "text").expect(422, "validation");
        talk.say(talk.customer(), "i".repeat(65), "text").expect(422, "validation");
        talk.say(talk.customer(), "x", "a\u0000b").expect(422, "validation");
        talk.customer().post(talk.path("/messages"), "{").expect(400);
        assertThat(talk.lines(talk.customer())).isEmpty();
        talk.say(talk.customer(), "x", "글".repeat(4000)).expect(201);
    }

    @Test
    void anEditIsALineOfItsOwnAndTheMessageIsAsItIsNow() {
        String message = talk.say(talk.customer(), "Frist").expect(201).text("id");
        talk.say(talk.owner(), "second").expect(201);
        JsonNode line = talk.customer()
                .patch(talk.path("/messages/" + message), Map.of("body", "First"))
                .expect(200)
                .json();
        assertThat(line.get("seq").asLong()).isEqualTo(3);
        assertThat(line.get("type").asString()).isEqualTo("edited");
        assertThat(line.get("id").asString()).isEqualTo(message);

        List<JsonNode> lines = talk.lines(talk.owner());
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst().get("body").asString()).isEqualTo("First");
        assertThat(lines.getFirst().has("editedAt")).isTrue();
        assertThat(lines.getLast()).isEqualTo(line);
        talk.owner()
                .patch(talk.path("/messages/" + message), Map.of("body", "mine"))
                .expect(403, "forbidden");
        talk.customer()
                .patch(talk.path("/messages/" + message), Map.of("body", ""))
                .expect(422);
        talk.customer()
                .patch(talk.path("/messages/nothing"), Map.of("body", "x"))
                .expect(404);
    }

    @Test
    void aDeletedMessageLeavesALineWithoutText() {
        String message = talk.say(talk.customer(), "secret").expect(201).text("id");
        talk.customer()
                .patch(talk.path("/messages/" + message), Map.of("body", "secret, edited"))
                .expect(200);
        talk.owner().delete(talk.path("/messages/" + message)).expect(403);
        talk.customer().delete(talk.path("/messages/" + message)).expect(204);
        talk.customer().delete(talk.path("/messages/" + message)).expect(204);
        talk.customer()
                .patch(talk.path("/messages/" + message), Map.of("body", "again"))
                .expect(409, "deleted");

        List<JsonNode> lines = talk.lines(talk.owner());
        assertThat(lines)
                .hasSize(3)
                .allMatch(line -> line.get("body").asString().isEmpty());
        assertThat(lines.getLast().get("type").asString()).isEqualTo("deleted");
        assertThat(lines.getFirst().has("deletedAt")).isTrue();
        assertThat(talk.owner().get("/api/messages?q=secret").json().get("items"))
                .isEmpty();
    }

    @Test
    void searchFindsTextAsPeopleReadIt() {
        talk.say(talk.customer(), "ＣＡＦÉ 100%_sure \\o/").expect(201);
        talk.say(talk.customer(), "예약을 바꾸고 싶어요").expect(201);
        talk.say(talk.owner(), "네, 예약 시간을 말씀해 주세요").expect(201);
        assertThat(found("예약")).containsExactly("네, 예약 시간을 말씀해 주세요", "예약을 바꾸고 싶어요");
        assertThat(found("café")).hasSize(1);
        assertThat(found("0%25_S")).hasSize(1);
        assertThat(found("%25")).hasSize(1);
        assertThat(found("_")).hasSize(1);
        assertThat(found("%5Co")).hasSize(1);
        assertThat(found("nothing")).isEmpty();
        Api.Answer page = talk.customer().get("/api/messages?limit=1&q=예약").expect(200);
        assertThat(talk.customer()
                        .get("/api/messages?limit=1&q=예약&cursor=" + page.text("next"))
                        .text("items/0/body"))
                .isEqualTo("예약을 바꾸고 싶어요");
        talk.customer().get("/api/messages?q=").expect(422);
    }

    private List<String> found(String q) {
        return talk.customer()
                .get("/api/messages?q=" + q)
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(message -> message.get("body").asString())
                .toList();
    }

    private static List<Long> seqs(Api.Answer page) {
        return page.expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(line -> line.get("seq").asLong())
                .toList();
    }
}
