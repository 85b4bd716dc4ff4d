package dev.jari.telemetry;

import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The profile {@code tracing}: spans of requests, transactions, Redis commands and jobs go to a collector by OTLP. Boot makes them; here is
 * what makes them ours: one id for logs, problems and spans, and nothing in them that no log may have.
 */
@Configuration(proxyBeanMethods = false)
@Profile("tracing")
class Tracing {
    /** What web.TraceFilter calls it, and what each log line does. */
    static final String TRACE_ID = "traceId";

    /** A request that came without a trace has the id already that its answer will have. */
    @Bean
    SdkTracerProviderBuilderCustomizer oneIdForSpansAndLogs() {
        return builder -> builder.setIdGenerator(new IdGenerator() {
            private final IdGenerator random = IdGenerator.random();

            @Override
            public String generateTraceId() {
                String known = MDC.get(TRACE_ID);
                return known != null && TraceId.isValid(known) ? known : random.generateTraceId();
            }

            @Override
            public String generateSpanId() {
                return random.generateSpanId();
            }
        });
    }

    /** TraceFilter writes the id into the logs; the bridge's own listener would take it out again before the last line of a request. */
    @Bean
    Slf4JEventListener whoLeavesTheLogsAlone() {
        return new Slf4JEventListener() {
            @Override
            public void onEvent(Object event) {}
        };
    }

    @Bean
    SpanExporters exporters(ObjectProvider<SpanExporter> exporters) {
        return SpanExporters.of(
                exporters.orderedStream().map(DiscreetExporter::new).toList());
    }

    @Bean
    Sampler sampler(TracingProperties properties) {
        return Sampler.parentBased(
                new Roots(Sampler.traceIdRatioBased(properties.getSampling().getProbability())));
    }

    /** A trace begins with a request or a job; a Redis command for neither (a subscription, a beat) would be one for itself. */
    private record Roots(Sampler share) implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            return kind == SpanKind.CLIENT
                    ? SamplingResult.drop()
                    : share.shouldSample(parent, traceId, name, kind, attributes, links);
        }

        @Override
        public String getDescription() {
            return "roots of " + share.getDescription();
        }
    }
}
