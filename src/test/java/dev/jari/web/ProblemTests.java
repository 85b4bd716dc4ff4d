package dev.jari.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever refuses a request, wherever: problem+json. */
class ProblemTests {
    private final App app = App.on(Engine.SQLITE);
    private final Api api = app.api();

    @Test
    void unauthenticated() {
        Answer answer = isProblem(api.get("/api/auth/me"), 401, "unauthenticated");
        assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }

    @Test
    void forbidden() {
        isProblem(api.registered("Nam").get("/api/admin/users"), 403, "forbidden");
    }

    @Test
    void notFound() {
        isProblem(api.registered("Nam").get("/api/nothing/here"), 404, "not_found");
    }

    @Test
    void unknownPathsTellNothingToStrangers() {
        isProblem(api.get("/api/nothing/here"), 401, "unauthenticated");
    }

    @Test
    void methodNotAllowed() {
        Answer answer = isProblem(api.registered("Nam").put("/api/auth/me", Map.of()), 405, "method_not_allowed");
        assertTrue(answer.header("Allow").contains("GET"), answer.header("Allow"));
    }

    @Test
    void notAcceptable() {
        isProblem(api.registered("Nam").header("Accept", "image/png").get("/api/auth/me"), 406, "not_acceptable");
    }

    @Test
    void unsupportedMediaType() {
        isProblem(
                api.header("Content-Type", "text/plain").post("/api/auth/login", "email=x"),
                415,
                "unsupported_media_type");
    }

    @Test
    void malformedJson() {
        isProblem(api.post("/api/auth/login", "{\"email\": \"a"), 400, "malformed_json");
        isProblem(api.post("/api/auth/login", "[]"), 400, "malformed_json");
        isProblem(api.post("/api/auth/login", ""), 400, "malformed_json");
    }

    @Test
    void tooLarge() throws Exception {
        String large = "{\"email\":\"" + "x".repeat(70_000) + "\"}";
        isProblem(api.post("/api/auth/login", large), 413, "too_large");
        // The same without a length, in chunks.
        var chunked = HttpRequest.newBuilder(URI.create(api.base() + "/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> response = client.send(chunked, BodyHandlers.ofString());
            isProblem(new Answer(response), 413, "too_large");
        }
    }

    @Test
    void whatJettyRefuses() throws Exception {
        for (String request : new String[] {
            "NONSENSE\r\n\r\n",
            "GET /api/auth/me HTTP/1.1\r\n\r\n",
            "GET /api/auth/me HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"
        }) {
            String answer = raw(request);
            assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
            assertTrue(answer.contains("\"code\":\"bad_request\""), answer);
        }
    }

    @Test
    void whatTheFirewallRefuses() throws Exception {
        String answer = raw("GET /api/auth;x=1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        String traversal = raw("GET /api/businesses/%2e%2e/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(traversal.startsWith("HTTP/1.1 4"), traversal);
        assertTrue(traversal.contains("application/problem+json"), traversal);
    }

    @Test
    void everyAnswerCarriesItsSecurityHeaders() {
        Answer answer = api.get("/api/businesses");
        assertTrue(answer.header("Content-Security-Policy").contains("script-src 'self'"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertFalse(answer.header("Referrer-Policy").isEmpty());
        assertTrue(answer.header("Permissions-Policy").contains("geolocation=(self)"));
        assertTrue(answer.header("Strict-Transport-Security").isEmpty());
    }

    @Test
    void theManagementPortNeedsNoLogin() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : new String[] {"/actuator/health", "/actuator/info", "/actuator/prometheus"}) {
                URI uri = URI.create("http://127.0.0.1:" + app.managementPort() + path);
                assertEquals(
                        200,
                        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                                .statusCode(),
                        path);
            }
            URI env = URI.create("http://127.0.0.1:" + app.managementPort() + "/actuator/env");
            assertEquals(
                    404,
                    client.send(HttpRequest.newBuilder(env).build(), BodyHandlers.discarding())
                            .statusCode());
        }
    }

    private static Answer isProblem(Answer answer, int status, String code) {
        answer.expect(status, code);
        assertEquals(Problem.MEDIA_TYPE, answer.header("Content-Type"));
        assertEquals(status, answer.json().get("status").asInt());
        assertEquals(answer.header("X-Trace-Id"), answer.text("traceId"));
        for (String member : new String[] {"type", "title", "detail"}) {
            assertFalse(answer.text(member).isEmpty(), member);
        }
        return answer;
    }

    private String raw(String request) throws Exception {
        URI base = URI.create(api.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
