package dev.jari.attachment;

import dev.jari.user.Users;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Uploaded first, then sent with a message; what is not sent within a day is gone. */
@Service
@Transactional(readOnly = true)
public class Attachments {
    public static final int MAX_BYTES = 5 << 20;

    private static final int MOST_WAITING = 20;
    private static final Duration WAITING = Duration.ofDays(1);

    private final AttachmentStore store;
    private final Clock clock;

    Attachments(AttachmentStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** 415 {@code not_an_image}, 413 {@code too_large}, 409 {@code too_many_uploads}. */
    @Transactional
    public Attachment add(String businessId, String roomId, String uploaderId, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too_large",
                    "An image may have up to %d MB.".formatted(MAX_BYTES >> 20));
        }
        Image image = Image.of(content)
                .orElseThrow(() -> Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not_an_image", "Send a PNG, JPEG, WebP or GIF image."));
        if (store.countWaiting(uploaderId) >= MOST_WAITING) {
            throw Problem.conflict("too_many_uploads", "Send what is uploaded first.");
        }
        Attachment attachment = new Attachment(Ids.next(), image.type(), image.width(), image.height(), content.length);
        store.insert(attachment, businessId, roomId, uploaderId, content, clock.millis());
        return attachment;
    }

    /** What was not sent yet is seen by its uploader alone. */
    public Attachment.Content read(String roomId, String id, String reader) {
        return store.content(roomId, id, reader).orElseThrow(() -> Problem.notFound("attachment"));
    }

    /** Makes uploads of this person part of a message, in the running transaction; each can be part of one only. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Attachment> claim(String roomId, String uploaderId, List<String> ids, String messageId) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Attachment> claimed = store.claim(roomId, uploaderId, ids, messageId);
        if (claimed.size() != ids.size()) {
            throw Problem.unprocessable("no_such_attachment", "Upload each image to this room, and send it once.");
        }
        return claimed.stream()
                .sorted(Comparator.comparingInt(one -> ids.indexOf(one.id())))
                .toList();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String roomId, String messageId) {
        store.deleteOf(roomId, messageId);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void removeBefore(String roomId, long createdBefore) {
        store.deleteBefore(roomId, createdBefore);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void erase(Users.Deleted deleted) {
        store.deleteBy(deleted.userId());
    }

    @Transactional
    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetWaiting() {
        store.deleteWaitingBefore(clock.millis() - WAITING.toMillis());
    }
}
