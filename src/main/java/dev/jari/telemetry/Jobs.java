package dev.jari.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.stereotype.Component;

/** How long ago each scheduled job last ran to its end, and how often it should: one that hangs or fails grows old. */
@Component
class Jobs implements ObservationHandler<ScheduledTaskObservationContext> {
    private final ObjectProvider<MeterRegistry> meters;
    private final Map<String, AtomicLong> endedAt = new ConcurrentHashMap<>();

    Jobs(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext;
    }

    /** One that never ends has an age, too. */
    @Override
    public void onStart(ScheduledTaskObservationContext job) {
        endedAt.computeIfAbsent(name(job), name -> watched(name, job.getMethod()));
    }

    @Override
    public void onStop(ScheduledTaskObservationContext job) {
        AtomicLong ended = endedAt.get(name(job));
        if (ended != null && job.getError() == null) {
            ended.set(System.nanoTime());
        }
    }

    private static String name(ScheduledTaskObservationContext job) {
        return job.getTargetClass().getSimpleName() + "." + job.getMethod().getName();
    }

    private AtomicLong watched(String name, Method method) {
        AtomicLong ended = new AtomicLong(System.nanoTime());
        meters.ifAvailable(registry -> {
            TimeGauge.builder("jari.job.age", ended, TimeUnit.NANOSECONDS, at -> System.nanoTime() - at.get())
                    .description("Since it last ran to its end without an error")
                    .tag("task", name)
                    .strongReference(true)
                    .register(registry);
            TimeGauge.builder("jari.job.period", () -> period(method), TimeUnit.MILLISECONDS)
                    .tag("task", name)
                    .register(registry);
        });
        return ended;
    }

    private static long period(Method method) {
        Scheduled plan = method.getAnnotation(Scheduled.class);
        return plan == null ? 0 : plan.timeUnit().toMillis(Math.max(plan.fixedDelay(), plan.fixedRate()));
    }
}
