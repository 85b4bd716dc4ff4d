package dev.jari.chat;

import dev.jari.user.Export;
import dev.jari.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a person wrote, in their own data. Of one who leaves the texts are erased; that there was something stays, for the others. */
@Component
class ChatData implements Export {
    private static final int MOST = 100_000;

    private final MessageStore messages;
    private final RoomStore rooms;
    private final Clock clock;

    ChatData(MessageStore messages, RoomStore rooms, Clock clock) {
        this.messages = messages;
        this.rooms = rooms;
        this.clock = clock;
    }

    record Exported(
            String roomId,
            String id,
            String body,
            Instant at,
            @Nullable Instant editedAt,
            @Nullable List<String> attachments) {
        static Exported of(Message it) {
            List<String> images = it.attachments() == null
                    ? null
                    : it.attachments().stream()
                            .map(one -> "/api/rooms/" + it.roomId() + "/attachments/" + one.id())
                            .toList();
            return new Exported(it.roomId(), it.id(), it.body(), it.at(), it.editedAt(), images);
        }
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public Object of(String userId) {
        return messages.sentBy(userId, MOST).stream().map(Exported::of).toList();
    }

    @EventListener
    void erase(Users.Deleted deleted) {
        long now = clock.millis();
        messages.eraseOf(deleted.userId(), now);
        rooms.leaveAll(deleted.userId(), now);
    }
}
