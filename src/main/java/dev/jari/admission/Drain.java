package dev.jari.admission;

import dev.jari.live.Closing;
import dev.jari.live.Connection;
import dev.jari.live.Destination;
import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * An instance that stops says so, takes nobody in any more, and sends its clients away in small groups, so that the others are not
 * overrun: fifty a second, more where it would take longer than {@code jari.live.drain}.
 */
@Component
class Drain implements SmartLifecycle {
    private static final int PER_SECOND = 50;
    private static final int GROUPS_PER_SECOND = 10;

    private final Hub hub;
    private final Admission admission;
    private final LiveSettings settings;
    private final ApplicationContext context;
    private volatile boolean running;

    Drain(Hub hub, Admission admission, LiveSettings settings, ApplicationContext context) {
        this.hub = hub;
        this.admission = admission;
        this.settings = settings;
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        admission.close();
        List<Connection> leaving = new ArrayList<>(hub.connections());
        byte[] hint = ("{\"type\":\"restart\",\"withinMillis\":"
                        + settings.drain().toMillis() + "}")
                .getBytes(StandardCharsets.US_ASCII);
        leaving.forEach(connection -> connection.hear(Destination.queue("live"), hint));
        Collections.shuffle(leaving);
        int groups = (int) Math.min(
                Math.ceilDiv(leaving.size(), PER_SECOND / GROUPS_PER_SECOND),
                Math.max(1, settings.drain().toMillis() * GROUPS_PER_SECOND / 1_000));
        for (int group = 0; group < groups && pause(); group++) {
            leaving.subList(leaving.size() * group / groups, leaving.size() * (group + 1) / groups)
                    .forEach(connection -> connection.close(Closing.RESTART));
        }
        // Who came in between, and whoever an interruption left.
        hub.connections().forEach(connection -> connection.close(Closing.RESTART));
    }

    private static boolean pause() {
        try {
            Thread.sleep(1_000 / GROUPS_PER_SECOND);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server does. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 512;
    }
}
