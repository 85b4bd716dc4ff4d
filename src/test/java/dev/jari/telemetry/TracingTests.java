package dev.jari.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Collector;
import dev.jari.testing.Collector.Span;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/** The profile {@code tracing}, before something that takes spans as a collector does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingTests {
    private static final String PARENT = "b7ad6b7169203331";
    private static final String ROUTE = "http get /api/businesses/{idOrSlug}";
    private static final String WORKER = "BatchSpanProcessor";

    private final Collector collector = new Collector();
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final HttpServer outside = outside();
    private final App app = App.start(
            Engine.SQLITE,
            "spring.profiles.active=tracing",
            "management.opentelemetry.tracing.export.otlp.endpoint=" + collector.endpoint(),
            "management.opentelemetry.tracing.export.schedule-delay=100ms",
            "management.tracing.sampling.probability=1.0",
            "jari.user.breached-passwords-url=http://127.0.0.1:"
                    + outside.getAddress().getPort() + "/range/");
    private final Api api = app.api();

    /** Knows no password. */
    private HttpServer outside() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                asked.add(exchange.getRequestHeaders());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        app.close();
        collector.close();
        outside.stop(0);
    }

    private static String fresh() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private Answer missing(String traceparent) {
        return api.header("traceparent", traceparent)
                .get("/api/businesses/nothing-here?q=words")
                .expect(404);
    }

    private Span request(String trace) {
        return collector.trace(trace, span -> span.name().equals(ROUTE)).stream()
                .filter(span -> span.name().equals(ROUTE))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRequestIsASpanInTheTraceOfItsCallerAndTellsTheRouteOnly() {
        String trace = fresh();
        Answer answer = missing("00-" + trace + "-" + PARENT + "-01");
        Span span = request(trace);
        assertThat(answer.text("traceId")).isEqualTo(trace);
        assertThat(span.parent()).isEqualTo(PARENT);
        assertThat(span.attributes())
                .containsEntry("uri", "/api/businesses/{idOrSlug}")
                .containsEntry("method", "GET")
                .containsEntry("status", "404")
                .containsOnlyKeys("uri", "method", "status", "outcome", "exception");
    }

    @Test
    void whoBringsNoTraceFindsTheSpanByTheIdOfTheAnswer() {
        Answer answer = api.get("/api/businesses/nothing-here").expect(404);
        Span span = request(answer.text("traceId"));
        assertThat(span.parent()).isEmpty();
        assertThat(answer.header("X-Trace-Id")).isEqualTo(span.trace());
    }

    @Test
    void answerAndSpanAgreeOnWhichIdsOfCallersAreIds() {
        String trace = fresh();
        for (String traceparent : List.of(
                "00-" + "0".repeat(32) + "-" + PARENT + "-01",
                "00-" + trace + "-" + "0".repeat(16) + "-01",
                "00-" + trace + "-" + PARENT + "-01-more",
                "ff-" + trace + "-" + PARENT + "-01",
                "00-" + trace.toUpperCase(java.util.Locale.ROOT) + "-" + PARENT + "-01",
                "nonsense")) {
            String told = missing(traceparent).text("traceId");
            assertThat(told).as(traceparent).isNotEqualToIgnoringCase(trace).matches("[0-9a-f]{32}");
            assertThat(request(told).parent()).as(traceparent).isEmpty();
        }
        assertThat(missing("01-" + trace + "-" + PARENT + "-01-more").text("traceId"))
                .isEqualTo(trace);
        assertThat(request(trace).parent()).isEqualTo(PARENT);
        String told = api.header("b3", fresh() + "-" + PARENT + "-1")
                .get("/api/businesses/nothing-here")
                .text("traceId");
        assertThat(request(told).parent()).isEmpty();
    }

    @Test
    void whoIsNotTracedItselfIsNotTracedHere() {
        String trace = fresh();
        assertThat(missing("00-" + trace + "-" + PARENT + "-00").text("traceId"))
                .isEqualTo(trace);
        String later = fresh();
        missing("00-" + later + "-" + PARENT + "-01");
        request(later);
        assertThat(collector.spans()).noneMatch(span -> span.trace().equals(trace));
    }

    @Test
    void transactionsAndRedisCommandsAreBelowTheRequest() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        Api customer = api.registered("customer");
        String trace = fresh();
        shop.book(customer.header("traceparent", "00-" + trace + "-" + PARENT + "-01"), service, Shop.time(1, 10, 0))
                .expect(201);
        List<Span> spans = collector.trace(trace, span -> span.name().startsWith("http "));
        Set<String> names = spans.stream().map(Span::name).collect(Collectors.toSet());
        System.out.println(spans.size() + " spans of a booking: " + names);
        assertThat(names)
                .contains("http post /api/reservations")
                .anyMatch(name -> name.matches("transaction \\w+\\.\\w+"));
        assertThat(spans)
                .filteredOn(span -> span.attributes().containsKey("db.operation"))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.attributes()).containsOnlyKeys("db.system", "db.operation"));
        Set<String> ids = spans.stream().map(Span::id).collect(Collectors.toSet());
        assertThat(spans)
                .allSatisfy(span -> assertThat(
                                ids.contains(span.parent()) || span.parent().equals(PARENT))
                        .as(span.toString())
                        .isTrue());
        assertThat(names).noneMatch(name -> name.contains("security"));
    }

    @Test
    void jobsAreTracesOfTheirOwnAndLonelyCommandsAreNone() {
        String trace = fresh();
        missing("00-" + trace + "-" + PARENT + "-01");
        request(trace);
        List<Span> roots = collector.spans().stream()
                .filter(span -> span.parent().isEmpty())
                .toList();
        assertThat(roots).anyMatch(span -> span.name().startsWith("task "));
        assertThat(roots)
                .allSatisfy(span -> assertThat(span.name()).matches("(http|task) .*"))
                .noneMatch(span -> span.name().contains("actuator"));
    }

    @Test
    void nobodyElseIsToldOurIds() {
        String email = "t-" + UUID.randomUUID() + "@example.com";
        api.header("traceparent", "00-" + fresh() + "-" + PARENT + "-01")
                .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Kim"))
                .expect(201);
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(headers -> assertThat(headers.keySet())
                        .noneMatch(name -> name.matches("(?i)trace.*|b3|x-b3.*|baggage|.*trace-?id")));
    }

    @Test
    void withoutTheProfileThereIsNothingOfIt() {
        long before = workers();
        try (Collector other = new Collector();
                App quiet = App.start(
                        Engine.SQLITE,
                        "management.opentelemetry.tracing.export.otlp.endpoint=" + other.endpoint(),
                        "management.opentelemetry.tracing.export.schedule-delay=100ms",
                        "management.tracing.sampling.probability=1.0")) {
            quiet.api()
                    .header("traceparent", "00-" + fresh() + "-" + PARENT + "-01")
                    .get("/api/businesses?limit=1")
                    .expect(200);
            assertThat(workers()).isEqualTo(before);
            for (Class<?> type : List.of(OpenTelemetry.class, Tracer.class, TracedTransactions.class)) {
                assertThatThrownBy(() -> quiet.bean(type)).isInstanceOf(NoSuchBeanDefinitionException.class);
            }
            String trace = fresh();
            missing("00-" + trace + "-" + PARENT + "-01");
            request(trace);
            assertThat(other.posts()).isZero();
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(WORKER))
                .count();
    }
}
