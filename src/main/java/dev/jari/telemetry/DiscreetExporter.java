package dev.jari.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets out of a span only what is known to be nobody's: Boot adds the raw path, in which tokens travel, and the message and stack trace of
 * each exception, which quote what somebody sent. A caller's {@code tracestate} is theirs, too.
 */
record DiscreetExporter(SpanExporter exporter) implements SpanExporter {
    private static final Set<String> ATTRIBUTES = Set.of(
            "method",
            "uri",
            "status",
            "outcome",
            "exception",
            "db.system",
            "db.operation",
            "code.function",
            "code.namespace",
            TracedTransactions.READ_ONLY,
            TracedTransactions.OUTCOME);

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        List<SpanData> told = spans.stream()
                .filter(span -> !isScrape(span))
                .<SpanData>map(Discreet::new)
                .toList();
        return told.isEmpty() ? CompletableResultCode.ofSuccess() : exporter.export(told);
    }

    /** Probes and scrapes of the management port come every few seconds, and nobody waits for them. */
    private static boolean isScrape(SpanData span) {
        return span.getName().contains(" /actuator");
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Discreet extends DelegatingSpanData {
        private final Attributes attributes;

        Discreet(SpanData span) {
            super(span);
            attributes = span.getAttributes().toBuilder()
                    .removeIf(key -> !ATTRIBUTES.contains(key.getKey()))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public List<LinkData> getLinks() {
            return List.of();
        }

        @Override
        public int getTotalRecordedLinks() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        @Override
        public SpanContext getSpanContext() {
            return stateless(super.getSpanContext());
        }

        @Override
        public SpanContext getParentSpanContext() {
            return stateless(super.getParentSpanContext());
        }

        private static SpanContext stateless(SpanContext context) {
            return context.isRemote()
                    ? SpanContext.createFromRemoteParent(
                            context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault())
                    : SpanContext.create(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags(),
                            TraceState.getDefault());
        }
    }
}
