package dev.jari.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.Collector;
import dev.jari.testing.Engine;
import dev.jari.testing.Instance;
import dev.jari.testing.Mailbox;
import dev.jari.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets and private words are sent wherever something may go wrong with them, in the form in which production runs; then all that was
 * logged, and all that was told to a collector of traces, is searched for them. On PostgreSQL, whose messages quote the most.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTests {
    private static final String NUL = "\u0000";
    private static final String CARD = "4111 1111 1111 1111";

    private final Map<String, String> canaries = new TreeMap<>();
    private final MockOAuth2Server provider = new MockOAuth2Server();
    private final Collector collector = new Collector();
    private final Path logs = Files.createTempDirectory("jari-logs");
    private final Instance jari = start();
    private String trace = "";

    CanaryTests() throws IOException {}

    private Instance start() {
        provider.start();
        String company = "jari.social.providers.company.";
        return Instance.start(
                Engine.POSTGRESQL,
                "spring.profiles.active=production,tracing",
                "management.opentelemetry.tracing.export.otlp.endpoint=" + collector.endpoint(),
                "management.tracing.sampling.probability=1.0",
                "jari.log-dir=" + logs,
                "jari.mail.mailbox=true",
                "jari.admin.email=" + canary("operator", "canary-operator@example.com"),
                "jari.admin.password=" + canary("operator's password", "quiet-canary-of-the-operator-1"),
                company + "issuer=" + provider.issuerUrl("company"),
                company + "client-id=jari",
                company + "client-secret=" + canary("client secret", "canary-client-secret-77"));
    }

    private String canary(String what, String secret) {
        canaries.put(what, secret);
        return secret;
    }

    @BeforeAll
    void plant() throws IOException, InterruptedException {
        Api api = jari.api();
        String email = canary("address", "canary-" + UUID.randomUUID() + "@example.com");
        String password = canary("password", "yellow-canary-sings-loud-1");
        Map<String, Object> person = Map.of("email", email, "password", password, "name", "Vogel");
        Answer registered = api.post("/api/auth/register", person).expect(201);
        Api me = api.as(canary("access token", registered.text("accessToken")));
        String refresh = canary("refresh token", registered.text("refreshToken"));
        signingIn(api, email, password, person);
        everywhere(api, me, refresh);
        links(api, me, email);
        words(api, me);
        throughAProvider(api);
        secondFactor(api, me, email, password);
        trace = api.header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/api/businesses/nothing-here")
                .expect(404)
                .text("traceId");
        renewing(api, refresh);
        jari.close();
    }

    private void signingIn(Api api, String email, String password, Map<String, Object> person) {
        api.post("/api/auth/register", person);
        api.post("/api/auth/login", Map.of("email", email, "password", canary("wrong password", "canary-mistyped-22")));
        api.post("/api/auth/login", Map.of("email", email + NUL, "password", password + NUL));
        api.post("/api/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password);
        api.post("/api/auth/login", "{\"email\":[\"" + email + "\"],\"password\":{\"" + password + "\":1}}");
        api.post("/api/auth/login?email=" + email + "&password=" + password, Map.of());
        api.header("Content-Type", "text/" + email.replace('@', '.')).post("/api/auth/login", password);
    }

    /** Tokens where none belong. */
    private void everywhere(Api api, Api me, String refresh) {
        String access = canaries.getOrDefault("access token", "");
        for (String token : List.of(access, refresh)) {
            api.as(token + "x").get("/api/auth/me").expect(401);
            api.get("/nowhere/" + token + "?access_token=" + token);
            api.get("/api/nowhere/" + token);
            api.get("/api/businesses/" + token);
            api.get("/api/businesses?q=" + token + "&limit=" + token);
            me.post("/api/rooms", Map.of("businessId", token));
            me.header("If-Match", token).header("Idempotency-Key", token).post("/api/reservations", token);
            api.header("Cookie", "jari_refresh=" + token).post("/api/auth/refresh");
            api.header("X-Forwarded-For", token)
                    .header("User-Agent", token)
                    .header("Origin", "https://" + token + ".example")
                    .post("/api/auth/login", Map.of("email", token, "password", token));
            api.header("traceparent", token).get("/api/auth/me");
            api.header("traceparent", "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01")
                    .header("tracestate", "a=" + token.substring(0, Math.min(200, token.length())))
                    .header("baggage", "a=" + token)
                    .get("/api/businesses/" + token);
            api.get("/%2e%2e/" + token + ";jsessionid=" + token);
        }
    }

    private void links(Api api, Api me, String email) {
        Mailbox box = new Mailbox(api, email);
        String verify = canary("verification token", box.token("/verify-email"));
        me.put("/api/auth/email-verification/" + verify, Map.of());
        me.put("/api/auth/email-verification/" + verify, Map.of());
        api.post("/api/auth/password-reset", Map.of("email", email));
        String reset = canary("reset token", box.token("/reset-password"));
        api.put("/api/auth/password-reset/" + reset, Map.of("password", "short"));
        api.put(
                "/api/auth/password-reset/" + reset + "x",
                Map.of("password", canary("new password", "canary-moults-in-spring-3")));
        api.put("/api/auth/password-reset/" + reset, "{\"password\":\"" + reset);
        me.put("/api/auth/email", Map.of("email", canary("new address", "canary-moved@example.org")));
    }

    private void words(Api api, Api me) {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        String note = canary("note", "Allergie gegen Kanarienvogel") + " " + canary("card", CARD);
        shop.book(me, service, Shop.time(1, 10, 0), Map.of("note", note));
        shop.book(me, service, Shop.time(1, 10, 0), Map.of("note", note + NUL)).expect(422);
        shop.book(me, service + NUL, Shop.time(1, 10, 0), Map.of("note", note));
        shop.book(me, service, "when " + CARD, Map.of("note", note, "party", CARD));
        String room =
                me.post("/api/rooms", Map.of("businessId", shop.id)).expect(201).text("id");
        String text = canary("line of a chat", "der Kanarienvogel ist krank");
        String messages = "/api/rooms/" + room + "/messages";
        me.post(messages, Map.of("clientMessageId", "1", "body", text)).expect(201);
        me.post(messages, Map.of("clientMessageId", "2", "body", text + NUL));
        me.post(messages, Map.of("clientMessageId", text.repeat(5), "body", List.of(text)));
        me.get("/api/messages?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        me.post("/api/posts", Map.of("title", text + NUL, "body", text));
    }

    private void throughAProvider(Api api) throws IOException, InterruptedException {
        Answer begun = api.get("/api/auth/oauth2/company").expect(302);
        try (HttpClient browser = HttpClient.newHttpClient()) {
            var page =
                    HttpRequest.newBuilder(URI.create(begun.header("Location"))).build();
            String back = browser.send(page, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            canary("OAuth code", back.replaceFirst(".*[?&]code=([^&]+).*", "$1"));
            canary("OAuth state", back.replaceFirst(".*[?&]state=([^&]+).*", "$1"));
            String callback = back.substring(back.indexOf("/api/"));
            String cookie = begun.header("Set-Cookie").replaceFirst(";.*", "");
            api.get(callback);
            api.header("Cookie", cookie).get(callback);
            api.header("Cookie", cookie).get(callback);
        }
    }

    private void secondFactor(Api api, Api me, String email, String password) {
        Answer begun = me.post("/api/auth/totp").expect(200);
        String secret = canary("secret of an app", begun.text("secret"));
        me.put("/api/auth/totp", Map.of("code", secret));
        Answer confirmed =
                me.put("/api/auth/totp", Map.of("code", OneTimeCode.of(secret))).expect(200);
        String recovery = canary("recovery code", confirmed.text("recoveryCodes/0"));
        String challenge = canary(
                "challenge",
                api.post("/api/auth/login", Map.of("email", email, "password", password))
                        .expect(200)
                        .text("challenge"));
        for (String code : List.of(recovery + "x", recovery, recovery)) {
            api.post("/api/auth/login/challenge", Map.of("challenge", challenge, "method", "recovery", "code", code));
        }
    }

    private void renewing(Api api, String refresh) {
        Answer renewed =
                api.post("/api/auth/refresh", Map.of("refreshToken", refresh)).expect(200);
        String second = canary("second refresh token", renewed.text("refreshToken"));
        api.post("/api/auth/refresh", Map.of("refreshToken", second)).expect(200);
        api.post("/api/auth/refresh", Map.of("refreshToken", refresh)).expect(401);
        api.post("/api/auth/refresh", Map.of("refreshToken", second)).expect(401);
    }

    @AfterAll
    void stop() {
        collector.close();
        provider.shutdown();
    }

    @Test
    void noSecretAndNoPrivateWordIsInAnyLogOrSpan() {
        assertThat(canaries).hasSizeGreaterThan(18);
        Map<String, String> all = Map.of(
                "console", jari.log(),
                "auth.log", read("auth"),
                "api.log", read("api"),
                "error.log", read("error"),
                "performance.log", read("performance"),
                "spans", collector.everything());
        assertThat(collector.spans()).hasSizeGreaterThan(200);
        all.forEach((file, text) -> canaries.forEach((what, secret) -> {
            assertThat(text).as(what + " in " + file).doesNotContain(secret);
            String quoted = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            assertThat(text).as(what + ", as in an address, in " + file).doesNotContain(quoted);
        }));
    }

    @Test
    void aCallIsFoundByTheTraceIdOfItsAnswer() {
        assertThat(trace).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(collector.spans())
                .anyMatch(span ->
                        span.trace().equals(trace) && span.name().equals("http get /api/businesses/{idOrSlug}"));
        List<JsonNode> calls = lines("api").stream()
                .filter(line -> line.path("traceId").asString("").equals(trace))
                .toList();
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().path("route").asString()).isEqualTo("/api/businesses/{idOrSlug}");
        assertThat(calls.getFirst().path("status").asInt()).isEqualTo(404);
        assertThat(lines("api")).allSatisfy(line -> {
            assertThat(line.at("/ecs/version").asString("")).isNotEmpty();
            assertThat(line.path("user").asString()).matches("|[0-9a-f]{16}");
        });
    }

    @Test
    void whatBecameOfAccountsIsInOneFile() {
        Set<String> outcomes = lines("auth").stream()
                .map(line -> line.path("outcome").asString())
                .collect(java.util.stream.Collectors.toSet());
        assertThat(outcomes)
                .contains(
                        "signed_in",
                        "sign_in_failed",
                        "refresh_rotated",
                        "refresh_reuse",
                        "token_reused",
                        "session_ended");
    }

    @Test
    void theConsoleHasTheSameLines() {
        long api =
                jari.log().lines().filter(line -> line.contains("\"jari.api\"")).count();
        assertThat(api).isEqualTo(lines("api").size());
        assertThat(jari.log().lines()).noneMatch(line -> line.matches("\\d{4}-\\d{2}.*"));
    }

    private List<JsonNode> lines(String name) {
        JsonMapper json = JsonMapper.shared();
        return read(name).lines().map(json::readTree).toList();
    }

    private String read(String name) {
        try {
            return Files.readString(logs.resolve(name + ".log"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
