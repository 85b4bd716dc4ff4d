package dev.jari.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.jari.attachment.Attachment;
import dev.jari.web.Checks;
import dev.jari.web.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of a room, as it is told to clients. That of an edit or a deletion has the id of the message it is about. */
public record Message(
        @Schema(example = "42") long seq,

        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
        String id,

        Type type,

        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde0")
        String roomId,

        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde1", description = "Of a system line: empty")
        String senderId,

        @Schema(example = "c0a8-17") @Nullable String clientMessageId,

        @Schema(
                example = "내일 10분 늦을 것 같아요",
                description =
                        "Of a deleted message: empty. Of a system line: a word for what became of the booking, such as confirmed")
        String body,

        @Schema(example = "2026-11-23T05:00:00Z") Instant at,

        @Schema(description = "Images, where there are any") @Nullable
        List<Attachment> attachments,

        @Schema(example = "2026-11-23T05:01:00Z") @Nullable Instant editedAt,
        @Schema(example = "2026-11-23T05:02:00Z") @Nullable Instant deletedAt) {
    static final int MAX_BODY = 4000;

    private static final int MAX_CLIENT_ID = 64;
    private static final int MAX_ATTACHMENTS = 4;
    private static final int EXCERPT = 100;

    enum Type {
        MESSAGE,
        EDITED,
        DELETED,
        SYSTEM;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In the transaction in which a person's reading of a room moves on. */
    public record Read(String roomId, String userId) {}

    /** In the transaction in which a message is sent. {@code recipients}: the others in the room; {@code excerpt} may be empty (an image). */
    public record Sent(
            String roomId,
            String businessId,
            @Nullable String reservationId,
            long seq,
            String messageId,
            String senderId,
            List<String> recipients,
            String excerpt,
            Instant at) {
        static Sent of(Message message, Room room) {
            return new Sent(
                    room.id(),
                    room.businessId(),
                    room.reservationId(),
                    message.seq,
                    message.id,
                    message.senderId,
                    room.others(message.senderId),
                    message.excerpt(),
                    message.at);
        }
    }

    /** What a client sends. */
    @Schema(name = "MessageDraft")
    record Draft(
            @Schema(
                    example = "c0a8-17",
                    description = "The sender's own name of it: sent again, it is the same message")
            @Nullable
            String clientMessageId,

            @Schema(example = "내일 10분 늦을 것 같아요") @Nullable String body,

            @Schema(description = "Ids of images uploaded to this room") @Nullable
            List<String> attachmentIds) {

        Draft checked() {
            Checks checks = new Checks();
            String id = checks.text("clientMessageId", clientMessageId, MAX_CLIENT_ID);
            List<String> images = attachmentIds == null
                    ? List.of()
                    : attachmentIds.stream().filter(Objects::nonNull).distinct().toList();
            checks.that(
                    images.size() <= MAX_ATTACHMENTS,
                    "attachmentIds",
                    "too_many",
                    "Send at most " + MAX_ATTACHMENTS + " images at once.");
            String text = images.isEmpty()
                    ? checks.text("body", body, MAX_BODY)
                    : Objects.requireNonNullElse(checks.optionalText("body", body, MAX_BODY), "");
            checks.done();
            return new Draft(id, text, images);
        }
    }

    /** The answer to a draft, the same however often it is sent. */
    @Schema(name = "MessageAck")
    record Ack(
            @Schema(example = "c0a8-17") String clientMessageId,
            @Schema(example = "42") long seq,

            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "2026-11-23T05:00:00Z") Instant at) {
        static Ack of(Message message) {
            return new Ack(Objects.requireNonNull(message.clientMessageId), message.seq, message.id, message.at);
        }
    }

    /** The text of an edit. */
    static String checkedBody(@Nullable String body) {
        Checks checks = new Checks();
        String text = checks.text("body", body, MAX_BODY);
        checks.done();
        return text;
    }

    String excerpt() {
        return body.codePointCount(0, body.length()) <= EXCERPT
                ? body
                : body.substring(0, body.offsetByCodePoints(0, EXCERPT - 1)) + "…";
    }

    /** A line that nobody has written: {@code word} says what happened, {@code key} makes it one however often it is told. */
    static Message system(String roomId, long seq, String word, String key, Instant now) {
        return new Message(seq, Ids.next(), Type.SYSTEM, roomId, "", key, word, now, null, null, null);
    }

    /** The line that says what became of this message. */
    Message become(Type type, long seq, String body, Instant now) {
        return new Message(seq, id, type, roomId, senderId, null, body, now, null, null, null);
    }

    /** For texts that read the same: composed, wide and capital letters do not matter. */
    static String searchable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
