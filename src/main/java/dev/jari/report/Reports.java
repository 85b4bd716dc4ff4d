package dev.jari.report;

import dev.jari.report.Report.Filed;
import dev.jari.report.Report.Resolution;
import dev.jari.report.Report.Settled;
import dev.jari.report.Report.Thing;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files reports, and closes them where what they are about is settled elsewhere. */
@Service
@Transactional
public class Reports {
    private final ReportStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reports(ReportStore store, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** The report's id. Whoever reports again, before it is decided, changes the reason. */
    public String file(Thing thing, String reporterId, @Nullable String reason) {
        boolean first = !store.isOpen(thing.kind(), thing.id());
        String id = store.insert(Ids.next(), thing, reporterId, reason, clock.millis());
        if (first) {
            events.publishEvent(new Filed(id, thing.kind(), thing.id(), reporterId));
        }
        return id;
    }

    /** All that are open about this thing. */
    public void hidden(Report.Kind kind, String thingId, Caller operator) {
        close(kind, thingId, Resolution.HIDDEN, null, operator);
    }

    /** False if none is open. */
    boolean close(Report.Kind kind, String thingId, Resolution resolution, @Nullable String note, Caller operator) {
        boolean closed = store.close(kind, thingId, resolution, note, operator.userId(), clock.millis());
        if (closed) {
            events.publishEvent(new Settled(kind, thingId));
        }
        return closed;
    }

    /** What is decided needs neither who reported nor what the person wrote any more. */
    @EventListener
    void erase(Users.Deleted deleted) {
        store.erase(deleted.userId());
    }
}
