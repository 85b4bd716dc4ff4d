package dev.jari.chat;

import dev.jari.chat.Room.Badge;
import dev.jari.chat.Room.Reader;
import dev.jari.chat.Room.Summary;
import dev.jari.live.Hub;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
@Tag(name = "Chat")
class RoomController {
    // Clocks of instances differ, and a commit takes its time: badges of these seconds are told again.
    private static final int OVERLAP_SECONDS = 10;

    private final Rooms rooms;
    private final Presence presence;
    private final Hub hub;
    private final Clock clock;

    RoomController(Rooms rooms, Presence presence, Hub hub, Clock clock) {
        this.rooms = rooms;
        this.presence = presence;
        this.hub = hub;
        this.clock = clock;
    }

    @Schema(name = "RoomWanted", description = "One of the two")
    record Wanted(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcde0") @Nullable
            String businessId,

            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f") @Nullable
            String reservationId) {}

    @PostMapping("/rooms")
    @Operation(
            summary = "Open one's room with a shop, or that of a reservation",
            description = "201 when it is new, 200 when it was there. One who had left it is back.")
    ResponseEntity<Summary> open(@RequestBody Wanted wanted, @AuthenticationPrincipal Caller caller) {
        Rooms.Opened opened = opened(wanted, caller);
        return ResponseEntity.status(opened.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(opened.room());
    }

    private Rooms.Opened opened(Wanted wanted, Caller caller) {
        if (wanted.businessId != null && wanted.reservationId == null) {
            return rooms.openWith(wanted.businessId, caller);
        }
        if (wanted.reservationId != null && wanted.businessId == null) {
            return rooms.openAbout(wanted.reservationId, caller);
        }
        throw Problem.invalid(
                new Problem.FieldError("businessId", "required", "Write either businessId or reservationId."));
    }

    @GetMapping("/rooms")
    @Operation(summary = "One's rooms, newest activity first")
    Page<Summary> list(
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "30") @Min(1) @Max(100) int limit,
            @AuthenticationPrincipal Caller caller) {
        Position from = Page.position(cursor).map(Position::of).orElse(Position.START);
        Page<Summary> page = Page.of(
                rooms.list(caller.userId(), from.at, from.id, limit + 1),
                limit,
                room -> room.lastAt().toEpochMilli() + " " + room.id());
        Set<String> online = hub.online(page.items().stream()
                .map(room -> room.counterpart().userId())
                .distinct()
                .toList());
        return page.map(room -> room.with(online.contains(room.counterpart().userId())));
    }

    private record Position(long at, String id) {
        static final Position START = new Position(Long.MAX_VALUE, "");

        static Position of(String text) {
            int space = text.indexOf(' ');
            try {
                return new Position(Long.parseLong(text.substring(0, Math.max(space, 0))), text.substring(space + 1));
            } catch (NumberFormatException e) {
                throw Page.invalidCursor();
            }
        }
    }

    @GetMapping("/rooms/{id}")
    @Operation(summary = "One of one's rooms")
    Summary get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        Summary room = rooms.summary(id, caller.userId());
        String other = room.counterpart().userId();
        return room.with(hub.online(List.of(other)).contains(other));
    }

    @GetMapping("/rooms/{id}/members")
    @Operation(summary = "Who is in a room, and how far they have read")
    Page<Reader> members(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Page.whole(rooms.readers(id, caller.userId()));
    }

    @DeleteMapping("/rooms/{id}/membership")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Leave a room",
            description = "Nothing of it is told to you any more; opening it again brings you back.")
    void leave(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        if (!rooms.leave(id, caller.userId())) {
            throw Problem.notFound("room");
        }
        hub.expel(caller.userId(), FanOut.FAMILY, id);
    }

    @Schema(name = "RoomRead")
    record Read(@Min(0) @Schema(example = "42") long seq) {}

    @PutMapping("/rooms/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say how far one has read",
            description = "Only ever further. The others are told on /user/queue/rooms.")
    void read(@PathVariable String id, @Valid @RequestBody Read read, @AuthenticationPrincipal Caller caller) {
        rooms.read(id, caller.userId(), read.seq).ifPresent(seq -> presence.read(id, caller.userId(), seq));
    }

    @PostMapping("/rooms/{id}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Tell the others that one is writing", description = "For clients without a socket.")
    void typing(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        presence.typing(id, caller.userId());
    }

    @PutMapping("/rooms/{id}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all talk between the shop and the customer", description = "In each of their rooms.")
    void block(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        rooms.block(id, caller.userId(), true);
    }

    @DeleteMapping("/rooms/{id}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Allow it again, as far as one's own side is concerned")
    void unblock(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        rooms.block(id, caller.userId(), false);
    }

    @Schema(name = "ChatSync")
    record Sync(
            @Schema(example = "2026-11-23T05:00:00Z", description = "The since of the next call")
            Instant at,

            @Schema(example = "3", description = "Messages not read yet, over all rooms")
            int unread,

            List<Badge> rooms) {}

    @GetMapping("/sync")
    @Operation(
            summary = "Badges: what is unread, and the rooms where something was written or read since then",
            description = "Without since, of all rooms, at most 500. A room may be told twice.")
    Sync sync(@RequestParam @Nullable Instant since, @AuthenticationPrincipal Caller caller) {
        Instant now = clock.instant();
        long from = since == null ? 0 : since.minusSeconds(OVERLAP_SECONDS).toEpochMilli();
        return new Sync(now, rooms.unread(caller.userId()), rooms.badges(caller.userId(), from));
    }
}
