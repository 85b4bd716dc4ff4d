package dev.jari.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class KeepingTests {
    private final App app;
    private final Talk talk;

    KeepingTests(Engine engine) {
        app = App.on(engine);
        talk = Talk.at(app);
    }

    @Test
    void aReportKeepsACopyForTheOperators() {
        String message = talk.say(talk.owner(), "buy this").expect(201).text("id");
        talk.customer()
                .post(talk.path("/messages/" + message + "/report"), Map.of("reason", "spam"))
                .expect(204);
        talk.customer()
                .post(talk.path("/messages/" + message + "/report"), Map.of("reason", "again"))
                .expect(204);
        talk.owner().delete(talk.path("/messages/" + message)).expect(204);
        List<String> reports = app.bean(JdbcClient.class)
                .sql("select body || ', ' || reason from report where subject_id = ?")
                .param(message)
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(reports).isEqualTo(List.of("buy this, again"));
    }

    @Test
    void anOperatorRemovesAMessageForEverybodyInTheRoom() {
        talk.say(talk.owner(), "first").expect(201);
        String message = talk.say(talk.owner(), "buy this").expect(201).text("id");
        talk.customer()
                .post(talk.path("/messages/" + message + "/report"), Map.of("reason", "spam"))
                .expect(204);
        Api operator = app.operator();
        String report = operator.get("/api/admin/reports?limit=200")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(one -> one.get("subjectId").asString().equals(message))
                .map(one -> one.get("id").asString())
                .findFirst()
                .orElseThrow();
        for (int status : List.of(200, 409)) {
            operator.post("/api/admin/reports/" + report + "/resolution", Map.of("action", "removed"))
                    .expect(status);
        }
        List<JsonNode> lines = talk.lines(talk.customer());
        assertThat(lines)
                .extracting(line -> line.get("type").asString())
                .containsExactly("message", "message", "deleted");
        assertThat(lines).extracting(line -> line.get("seq").asLong()).containsExactly(1L, 2L, 3L);
        assertThat(lines.get(1).get("body").asString()).isEmpty();
    }

    @Test
    void aShopKeepsMessagesAsLongAsItSays() {
        talk.owner().get("/api/businesses/" + talk.shop().id + "/chat").expect(200);
        app.api().get("/api/businesses/" + talk.shop().id + "/chat").expect(401);
        talk.customer()
                .put("/api/businesses/" + talk.shop().id + "/chat", Map.of("retentionDays", 30))
                .expect(403);
        talk.owner()
                .put("/api/businesses/" + talk.shop().id + "/chat", Map.of("retentionDays", 0))
                .expect(422);
        for (int i = 0; i < 3; i++) {
            talk.say(talk.customer(), "old " + i).expect(201);
        }
        app.bean(JdbcClient.class)
                .sql("update message set at = at - 2678400000 where room_id = ? and seq <= 2")
                .param(talk.room())
                .update();
        talk.owner()
                .put("/api/businesses/" + talk.shop().id + "/chat", Map.of("retentionDays", 30))
                .expect(200);
        Crowd.of(4, i -> () -> {
            app.bean(Retention.class).clean();
            return i;
        });
        assertThat(talk.lines(talk.customer()))
                .singleElement()
                .matches(line -> line.get("seq").asLong() == 3);
        assertThat(talk.say(talk.customer(), "new")
                        .expect(201)
                        .json()
                        .get("seq")
                        .asLong())
                .isEqualTo(4);
        assertThat(talk.owner()
                        .get("/api/businesses/" + talk.shop().id + "/chat")
                        .json()
                        .get("retentionDays")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void whoLeavesTheSiteTakesTheirTextsAlong() {
        String image = talk.customer()
                .upload(talk.path("/attachments"), "a.png", Pictures.png())
                .expect(201)
                .text("id");
        talk.show(talk.customer(), "my address is ...", List.of(image)).expect(201);
        talk.say(talk.owner(), "thank you").expect(201);
        JsonNode exported = talk.customer().get("/api/auth/export").expect(200).json();
        assertThat(exported.at("/messages/0/body").asString()).isEqualTo("my address is ...");
        assertThat(exported.at("/messages/0/attachments/0").asString()).endsWith(image);
        assertThat(exported.get("messages")).hasSize(1);

        talk.customer()
                .send("DELETE", "/api/auth/me", Map.of("currentPassword", Api.PASSWORD))
                .expect(204);
        List<JsonNode> lines = talk.lines(talk.owner());
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().get("body").asString()).isEmpty();
        assertThat(lines.getLast().get("body").asString()).isEqualTo("thank you");
        talk.owner().get(talk.path("/attachments/" + image)).expect(404);
    }

    @Test
    void onlyImagesAreAttachedAndOnlyMembersSeeThem() {
        Api.Answer uploaded = talk.customer()
                .upload(talk.path("/attachments"), "evil.html", Pictures.png())
                .expect(201);
        String image = uploaded.text("id");
        assertThat(uploaded.text("type")).isEqualTo("image/png");
        assertThat(uploaded.json().get("width").asInt()).isEqualTo(3);
        talk.customer()
                .upload(talk.path("/attachments"), "a.png", "<svg onload='alert(1)'/>".getBytes(UTF_8))
                .expect(415, "not_an_image");
        talk.customer()
                .upload(talk.path("/attachments"), "a.png", "<html><script>".getBytes(UTF_8))
                .expect(415, "not_an_image");
        talk.customer()
                .upload(talk.path("/attachments"), "a.png", new byte[5 << 20])
                .expect(415);
        talk.customer()
                .upload(talk.path("/attachments"), "a.png", new byte[(5 << 20) + 1])
                .expect(413, "too_large");

        talk.owner().get(talk.path("/attachments/" + image)).expect(404);
        talk.show(talk.owner(), "not mine", List.of(image)).expect(422, "no_such_attachment");
        Api.Answer sent = talk.show(talk.customer(), "", List.of(image)).expect(201);
        talk.show(talk.customer(), "twice", List.of(image)).expect(422, "no_such_attachment");
        assertThat(talk.lines(talk.owner()).getLast().at("/attachments/0/id").asString())
                .isEqualTo(image);

        Api.Answer read = talk.owner().get(talk.path("/attachments/" + image)).expect(200);
        assertThat(read.header("Content-Type")).isEqualTo("image/png");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Disposition")).startsWith("inline; filename=");
        assertThat(read.response().headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox");
        app.api().registered("stranger").get(talk.path("/attachments/" + image)).expect(404);
        talk.customer().delete(talk.path("/messages/" + sent.text("id"))).expect(204);
        talk.owner().get(talk.path("/attachments/" + image)).expect(404);
    }
}
