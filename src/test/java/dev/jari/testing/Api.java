package dev.jari.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API, as a person with curl: immutable, {@link #as} and {@link #header} answer another one. */
public final class Api {
    public static final String PASSWORD = "correct-horse-battery-1";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final HttpClient client;
    private final String base;
    private final List<String> headers;

    public Api(String base) {
        this(CLIENT, base, List.of());
    }

    /** By a client of one's own, for a certificate or an address that Java's does not have. */
    public Api(String base, HttpClient client) {
        this(client, base, List.of());
    }

    private Api(HttpClient client, String base, List<String> headers) {
        this.client = client;
        this.base = base;
        this.headers = headers;
    }

    public String base() {
        return base;
    }

    public Api header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Api(client, base, more);
    }

    /** That of {@link #as}. */
    public String accessToken() {
        return headers.get(headers.lastIndexOf("Authorization") + 1).substring("Bearer ".length());
    }

    /** This client, signed in by an access token. */
    public Api as(String accessToken) {
        return header("Authorization", "Bearer " + accessToken);
    }

    /** This client at another instance, signed in as before. */
    public Api at(App instance) {
        return new Api(client, instance.api().base, headers);
    }

    public Api at(String otherBase) {
        return new Api(client, otherBase, headers);
    }

    /** A client of a new account with an address of its own. */
    public Api registered(String name) {
        Answer answer = post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                name + "-" + UUID.randomUUID() + "@example.com",
                                "password",
                                PASSWORD,
                                "name",
                                name))
                .expect(201);
        return as(answer.text("accessToken"));
    }

    /** This client with a new Idempotency-Key. */
    public Api once() {
        return header("Idempotency-Key", UUID.randomUUID().toString());
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    /** A file, as a form in a page sends it. */
    public Answer upload(String path, String name, byte[] content) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(("--jari\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n--jari--\r\n".getBytes(StandardCharsets.UTF_8));
        return header("Content-Type", "multipart/form-data; boundary=jari").send("POST", path, form.toByteArray());
    }

    /** A String or bytes go out as they are, anything else as its JSON. */
    public Answer send(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (headers.stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
                request.header("Content-Type", "application/json");
            }
            request.method(
                    method,
                    switch (body) {
                        case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
                        case String text -> BodyPublishers.ofString(text);
                        default -> BodyPublishers.ofString(JSON.writeValueAsString(body));
                    });
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back; {@link #expect} fails with the whole body, which is what one wants to read then. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** A member of the answer by its path, such as {@code user/id}. */
        public String text(String path) {
            return json().at("/" + path).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public Answer expect(int status) {
            Assertions.assertEquals(
                    status, status(), () -> response.request().method() + " " + response.uri() + " answered " + body());
            return this;
        }

        public Answer expect(int status, String code) {
            expect(status);
            Assertions.assertEquals(code, text("code"), this::body);
            return this;
        }
    }
}
