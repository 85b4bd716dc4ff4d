package dev.jari.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTests {
    private static final Path COMMITTED = Path.of("docs/api/openapi.json");
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "options", "head", "trace");

    private final Api api = App.on(Engine.SQLITE).api();
    private final String served = api.get("/v3/api-docs").expect(200).body() + "\n";
    private final JsonNode document = JsonMapper.shared().readTree(served);

    private record Operation(String name, JsonNode json) {}

    @Test
    void theCommittedDocumentIsTheServedOne() throws IOException {
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";
        assertEquals(
                committed, served, "The API has changed. Run ./jari openapi, look at the difference and commit it.");
    }

    @Test
    void isWrittenInTheVersionThatItSays() {
        assertEquals("3.1", document.at("/openapi").asString().substring(0, 3));
        assertEquals("/", document.at("/servers/0/url").asString());
    }

    @Test
    void describesTheApiAndNothingElse() {
        assertNone(
                "is not of the API",
                operation -> !operation.name.contains(" /api/") && !operation.name.contains(" /.well-known/"));
    }

    @Test
    void saysOfEachOperationWhatItDoes() {
        assertNone(
                "has no summary",
                operation -> text(operation.json.at("/summary")).isEmpty());
        assertNone(
                "has no area of its own",
                operation -> text(operation.json.at("/tags/0")).isEmpty()
                        || text(operation.json.at("/tags/0")).endsWith("-controller"));
    }

    @Test
    void namesEachOperationOnce() {
        Set<String> seen = new TreeSet<>();
        assertNone("shares its operationId", operation -> !seen.add(text(operation.json.at("/operationId"))));
    }

    @Test
    void givesEachOperationItsErrors() {
        for (String status : List.of("401", "429", "500", "503")) {
            assertNone(
                    "lacks " + status,
                    operation -> !operation.json.at("/responses").has(status));
        }
        assertNone(
                "lacks 404",
                operation -> operation.name.contains("{")
                        && !operation.json.at("/responses").has("404"));
        assertNone(
                "lacks an error of its body",
                operation -> operation.json.has("requestBody")
                        && !List.of("400", "413", "415", "422").stream()
                                .allMatch(operation.json.at("/responses")::has));
    }

    @Test
    void showsOfEachBodyAnExample() {
        assertNone("has a request without example", operation -> lacksExample(operation.json.at("/requestBody")));
        assertNone(
                "has an answer without example",
                operation -> operation.json.at("/responses").properties().stream()
                        .map(Map.Entry::getValue)
                        .map(this::resolve)
                        .anyMatch(OpenApiTests::lacksExample));
    }

    @Test
    void writesErrorsAsProblems() {
        assertNone(
                "has another kind of error",
                operation -> operation.json.at("/responses").properties().stream()
                        .filter(response -> response.getKey().startsWith("4")
                                || response.getKey().startsWith("5"))
                        .map(Map.Entry::getValue)
                        .map(this::resolve)
                        .anyMatch(response -> !response.at("/content").has("application/problem+json")));
    }

    @Test
    void documentsTheIdempotencyKey() {
        for (String path : List.of("/api/reservations", "/api/reservations/{id}/cancellation")) {
            JsonNode parameters = document.at("/paths").get(path).at("/post/parameters");
            assertEquals(
                    1,
                    parameters
                            .valueStream()
                            .filter(parameter -> text(parameter.at("/name")).equals("Idempotency-Key"))
                            .filter(parameter ->
                                    text(parameter.at("/description")).contains("24 hours"))
                            .count(),
                    path);
        }
    }

    @Test
    void isReadableInABrowser() {
        assertEquals(
                "/swagger-ui/index.html",
                path(api.get("/swagger-ui").expect(302).header("Location")));
        String page = api.get("/swagger-ui/index.html").expect(200).body();
        assertEquals(true, page.contains("swagger-ui-bundle.js"));
        api.get("/swagger-ui/swagger-ui-bundle.js").expect(200);
        String starter =
                api.get("/swagger-ui/swagger-initializer.js").expect(200).body();
        assertEquals(true, starter.contains("/v3/api-docs"), starter);
    }

    private static String path(String location) {
        return location.replaceFirst("^https?://[^/]*", "");
    }

    /** Compares lists, so that a failure names every operation that is not as it should be. */
    private void assertNone(String fault, Predicate<Operation> isFaulty) {
        assertEquals(
                List.of(),
                operations().stream()
                        .filter(isFaulty)
                        .map(operation -> operation.name + " " + fault)
                        .toList());
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.add(
                                new Operation(member.getKey() + " " + path.getKey(), member.getValue()))));
        return operations;
    }

    private JsonNode resolve(JsonNode response) {
        String reference = text(response.at("/$ref"));
        return reference.isEmpty() ? response : document.at(reference.substring(1));
    }

    /** Of an image there is none. */
    private static boolean lacksExample(JsonNode body) {
        return body.at("/content").properties().stream()
                .filter(content -> !content.getKey().startsWith("image/"))
                .anyMatch(content -> isEmptyExample(content.getValue()));
    }

    private static boolean isEmptyExample(JsonNode content) {
        return (content.at("/example").isMissingNode()
                        && content.at("/examples").isMissingNode())
                || hasEmptyObject(content.at("/example"));
    }

    /** {@code {}} in an example is a member whose record has no examples. */
    private static boolean hasEmptyObject(JsonNode example) {
        return (example.isObject() && example.isEmpty())
                || example.valueStream().anyMatch(OpenApiTests::hasEmptyObject);
    }

    private static String text(JsonNode node) {
        return node.asString("");
    }
}
