package dev.jari.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.slf4j.MDC;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.stereotype.Component;

/** The log lines of a job have the id of its trace, as those of a request have. */
@Component
@Profile("tracing")
class TracedJobs implements ObservationHandler<ScheduledTaskObservationContext> {
    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext;
    }

    @Override
    public void onScopeOpened(ScheduledTaskObservationContext job) {
        TracingContext traced = job.get(TracingContext.class);
        if (traced != null && traced.getSpan() != null) {
            MDC.put(Tracing.TRACE_ID, traced.getSpan().context().traceId());
        }
    }

    @Override
    public void onScopeClosed(ScheduledTaskObservationContext job) {
        MDC.remove(Tracing.TRACE_ID);
    }
}
