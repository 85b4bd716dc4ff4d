package dev.jari.chat;

import dev.jari.attachment.Attachments;
import dev.jari.report.Report;
import dev.jari.report.Reportable;
import dev.jari.report.Reports;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people in a room show to the operators, who are not in it. */
@Service
class ReportedMessages implements Reportable {
    private final Rooms rooms;
    private final RoomStore roomStore;
    private final MessageStore store;
    private final Attachments attachments;
    private final Reports reports;
    private final FanOut fanOut;
    private final Clock clock;

    ReportedMessages(
            Rooms rooms,
            RoomStore roomStore,
            MessageStore store,
            Attachments attachments,
            Reports reports,
            FanOut fanOut,
            Clock clock) {
        this.rooms = rooms;
        this.roomStore = roomStore;
        this.store = store;
        this.attachments = attachments;
        this.reports = reports;
        this.fanOut = fanOut;
        this.clock = clock;
    }

    /** A copy of the message as it is now. */
    @Transactional
    void report(String roomId, String userId, String messageId, @Nullable String reason) {
        rooms.require(roomId, userId);
        Message message = store.byId(roomId, messageId).orElseThrow(() -> Problem.notFound("message"));
        Report.Thing thing =
                new Report.Thing(Report.Kind.MESSAGE, message.id(), roomId, message.senderId(), null, message.body());
        reports.file(thing, userId, reason);
    }

    @Override
    public Set<Report.Kind> kinds() {
        return Set.of(Report.Kind.MESSAGE);
    }

    @Override
    @Transactional
    public void remove(Report.Thing thing, Caller operator) {
        String roomId = thing.placeId();
        store.byId(roomId, thing.id())
                .filter(message -> message.deletedAt() == null)
                .ifPresent(message -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    Message line =
                            message.become(Message.Type.DELETED, roomStore.next(roomId, now.toEpochMilli()), "", now);
                    // Its sender may have done the same at this moment: then there are two lines, and no number is
                    // missing.
                    store.delete(line, now.toEpochMilli());
                    attachments.remove(roomId, thing.id());
                    store.insert(line, roomStore.find(roomId).orElseThrow().businessId());
                    fanOut.tellAfterCommit(line);
                });
    }
}
