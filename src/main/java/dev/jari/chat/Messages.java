package dev.jari.chat;

import dev.jari.attachment.Attachment;
import dev.jari.attachment.Attachments;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writing and reading messages. Transactions are drawn by hand: nobody is told of a line before it is committed, nor while a connection
 * is held for it.
 */
@Service
class Messages {
    private final MessageStore store;
    private final Rooms rooms;
    private final RoomStore roomStore;
    private final Attachments attachments;
    private final FanOut fanOut;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Messages(
            MessageStore store,
            Rooms rooms,
            RoomStore roomStore,
            Attachments attachments,
            FanOut fanOut,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.rooms = rooms;
        this.roomStore = roomStore;
        this.attachments = attachments;
        this.fanOut = fanOut;
        this.events = events;
        this.clock = clock;
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** Committed, and the same for the same {@code clientMessageId}; 403 {@code blocked}. */
    Message.Ack send(String roomId, String senderId, Message.Draft draft) {
        Message.Draft checked = draft.checked();
        String clientMessageId = Objects.requireNonNull(checked.clientMessageId());
        Optional<Message> sent = inWriting(transaction -> {
            Optional<Message> written = write(rooms.require(roomId, senderId), senderId, checked);
            if (written.isEmpty()) {
                // Gives back the number that was taken for it.
                transaction.setRollbackOnly();
            }
            return written;
        });
        sent.ifPresent(fanOut::tell);
        return Message.Ack.of(sent.orElseGet(() -> inReading(() -> store.byClientId(roomId, senderId, clientMessageId))
                .orElseThrow(() -> Problem.unavailable("busy", "Send it again.", 1))));
    }

    /** Empty if it is there already. */
    private Optional<Message> write(Room room, String senderId, Message.Draft draft) {
        String clientMessageId = Objects.requireNonNull(draft.clientMessageId());
        List<String> wanted = Objects.requireNonNull(draft.attachmentIds());
        if (room.blocked() && !isThere(room, senderId, clientMessageId)) {
            throw Room.blockedProblem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long seq = roomStore.next(room.id(), now.toEpochMilli());
        // Sent before with these images, which are no longer to be had.
        if (!wanted.isEmpty() && isThere(room, senderId, clientMessageId)) {
            return Optional.empty();
        }
        String id = Ids.next();
        List<Attachment> images = attachments.claim(room.id(), senderId, wanted, id);
        Message message = new Message(
                seq,
                id,
                Message.Type.MESSAGE,
                room.id(),
                senderId,
                clientMessageId,
                Objects.requireNonNull(draft.body()),
                now,
                images.isEmpty() ? null : images,
                null,
                null);
        if (!store.insert(message, room.businessId())) {
            return Optional.empty();
        }
        events.publishEvent(Message.Sent.of(message, room));
        return Optional.of(message);
    }

    private boolean isThere(Room room, String senderId, String clientMessageId) {
        return store.byClientId(room.id(), senderId, clientMessageId).isPresent();
    }

    /** The line of the edit; only its author may, and not once it is deleted. */
    Message edit(String roomId, String userId, String messageId, @Nullable String body) {
        String text = Message.checkedBody(body);
        Message edited = inWriting(transaction -> {
            Room room = rooms.require(roomId, userId);
            if (room.blocked()) {
                throw Room.blockedProblem();
            }
            Message line = become(own(room, userId, messageId), Message.Type.EDITED, text);
            if (!store.edit(line, text, line.at().toEpochMilli())) {
                throw Problem.conflict("deleted", "This message is deleted.");
            }
            store.insert(line, room.businessId());
            return line;
        });
        fanOut.tell(edited);
        return edited;
    }

    /** Its text and images are gone for good; deleting it again changes nothing. */
    void delete(String roomId, String userId, String messageId) {
        Optional<Message> deleted = inWriting(transaction -> {
            Room room = rooms.require(roomId, userId);
            Message line = become(own(room, userId, messageId), Message.Type.DELETED, "");
            if (!store.delete(line, line.at().toEpochMilli())) {
                transaction.setRollbackOnly();
                return Optional.empty();
            }
            attachments.remove(roomId, messageId);
            store.insert(line, room.businessId());
            return Optional.of(line);
        });
        deleted.ifPresent(fanOut::tell);
    }

    private Message own(Room room, String userId, String messageId) {
        Message message = store.byId(room.id(), messageId).orElseThrow(Messages::none);
        if (!message.senderId().equals(userId)) {
            throw Problem.forbidden("Only who wrote a message may change it.");
        }
        return message;
    }

    /** Takes the next number: from here on nobody else changes this room until the transaction ends. */
    private Message become(Message message, Message.Type type, String body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return message.become(type, roomStore.next(message.roomId(), now.toEpochMilli()), body, now);
    }

    /** In order; after a number, or else the latest before one. */
    List<Message> page(String roomId, String userId, @Nullable Long after, long before, int limit) {
        return inReading(() -> {
            rooms.require(roomId, userId);
            return after == null ? store.before(roomId, before, limit) : store.after(roomId, after, limit);
        });
    }

    List<Message> search(String userId, @Nullable String roomId, String text, String beforeId, int limit) {
        return store.search(userId, roomId, text, beforeId, limit);
    }

    private static Problem none() {
        return Problem.notFound("message");
    }

    private <T> T inWriting(TransactionCallback<T> work) {
        return Objects.requireNonNull(writing.execute(work));
    }

    private <T> T inReading(Supplier<T> work) {
        return Objects.requireNonNull(reading.execute(transaction -> work.get()));
    }
}
