package dev.jari.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.net.HttpCookie;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's browser: the person's access token takes the place of theirs, and what renews their own session stays. */
class ActingInABrowserTests {
    private final App app = App.on(Engine.SQLITE);
    private final String operatorId;
    private final Api them;
    private final String person;
    private final Page page = new Page(app.api());

    ActingInABrowserTests() {
        String email = "op-" + UUID.randomUUID() + "@example.com";
        operatorId = app.bean(Users.class)
                .register(email, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER))
                .orElseThrow()
                .id();
        them = app.api().registered("Pia");
        person = them.get("/api/auth/me").text("id");
        page.send("POST", "/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                .expect(200);
    }

    @Test
    void actsAndComesBackByARefresh() {
        Answer issued = impersonate();
        assertThat(issued.json().has("accessToken")).isFalse();
        String acting = page.cookie("jari_at");
        assertThat(claims(acting).at("/sub").asString()).isEqualTo(person);
        assertThat(claims(acting).at("/act/sub").asString()).isEqualTo(operatorId);
        Answer me = page.get("/api/auth/me").expect(200);
        assertThat(me.text("id")).isEqualTo(person);
        assertThat(me.text("actor")).isEqualTo(operatorId);
        assertThat(me.text("actorName")).isEqualTo("Op");
        page.post("/api/auth/totp").expect(403, "impersonating");
        page.post("/api/admin/users/" + person + "/ban").expect(403, "impersonating");

        assertThat(page.post("/api/auth/refresh").expect(200).text("user/id")).isEqualTo(operatorId);
        assertThat(page.get("/api/auth/me").text("id")).isEqualTo(operatorId);
        app.api().as(acting).get("/api/auth/me").expect(401, "invalid_token");
    }

    @Test
    void stopsAndIsStillSignedIn() {
        page.delete("/api/auth/impersonation").expect(409, "not_impersonating");
        impersonate();
        String acting = page.cookie("jari_at");
        page.delete("/api/auth/impersonation").expect(204);
        assertThat(page.cookies).containsKey("jari_rt").doesNotContainKey("jari_at");
        app.api().as(acting).get("/api/auth/me").expect(401, "invalid_token");
        page.post("/api/auth/refresh").expect(200);
        assertThat(page.get("/api/auth/me").text("id")).isEqualTo(operatorId);
    }

    @Test
    void signingOutEndsTheOperatorsOwnSessionToo() {
        impersonate();
        Map<String, String> before = Map.copyOf(page.cookies);
        page.post("/api/auth/logout").expect(204);
        assertThat(page.cookies).doesNotContainKeys("jari_at", "jari_rt");
        page.cookies.putAll(before);
        page.get("/api/auth/me").expect(401, "invalid_token");
        page.post("/api/auth/refresh").expect(401, "invalid_refresh_token");
        them.get("/api/auth/me").expect(200);
    }

    private Answer impersonate() {
        return page.post("/api/admin/users/" + person + "/impersonation").expect(200);
    }

    private static JsonNode claims(String token) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    /** It keeps cookies. */
    private record Page(Api api, Map<String, String> cookies) {
        Page(Api api) {
            this(api.header("X-Jari-Client", "web").header("Sec-Fetch-Site", "same-origin"), new HashMap<>());
        }

        String cookie(String name) {
            return cookies.getOrDefault(name, "");
        }

        Answer get(String path) {
            return send("GET", path, null);
        }

        Answer post(String path) {
            return send("POST", path, null);
        }

        Answer delete(String path) {
            return send("DELETE", path, null);
        }

        private Answer send(String method, String path, @Nullable Object body) {
            String sent = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            Answer answer = api.header("Cookie", "language=ko; " + sent).send(method, path, body);
            for (String header : answer.response().headers().allValues("Set-Cookie")) {
                HttpCookie cookie = HttpCookie.parse(header).getFirst();
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
            return answer;
        }
    }
}
