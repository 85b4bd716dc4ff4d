package dev.jari.chat;

import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import dev.jari.wire.EventStreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
@Tag(name = "Chat")
class MessageController {
    private static final int MAX_REASON = 500;

    private final Messages messages;
    private final ReportedMessages reported;
    private final EventStreams streams;

    MessageController(Messages messages, ReportedMessages reported, EventStreams streams) {
        this.messages = messages;
        this.reported = reported;
        this.streams = streams;
    }

    @GetMapping("/rooms/{id}/messages")
    @Operation(
            summary = "What happened in a room, in order",
            description =
                    "Without after and before: the latest. next is the before (or, with after, the after) of the next page. An edited "
                            + "message is shown as it is now; the line that says so comes later, with the same id.")
    Page<Message> page(
            @PathVariable String id,
            @RequestParam @Nullable @Min(0) Long after,
            @RequestParam @Nullable @Min(1) Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        if (after != null && before != null) {
            throw Problem.badRequest("after_and_before", "Ask for what is after a number, or before one.");
        }
        List<Message> found =
                messages.page(id, caller.userId(), after, before == null ? Long.MAX_VALUE : before, limit + 1);
        if (found.size() <= limit) {
            return Page.whole(found);
        }
        List<Message> items = after == null ? found.subList(1, limit + 1) : found.subList(0, limit);
        long next = after == null ? items.getFirst().seq() : items.getLast().seq();
        return new Page<>(items, Long.toString(next));
    }

    @PostMapping("/rooms/{id}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Send a message",
            description = "The same clientMessageId again is the same message, and gets the same answer.")
    Message.Ack send(
            @PathVariable String id, @RequestBody Message.Draft draft, @AuthenticationPrincipal Caller caller) {
        return messages.send(id, caller.userId(), draft);
    }

    @GetMapping(path = "/rooms/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "What happens in a room, as it happens (server-sent events)",
            description =
                    "After Last-Event-ID, a line's seq; without it, from now on. Where no WebSocket at /ws can be had.")
    void events(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        streams.serve(FanOut.FAMILY, id, request, response);
    }

    @Schema(name = "MessageEdit")
    record Edit(
            @Schema(example = "내일 15분 늦을 것 같아요") @Nullable String body) {}

    @PatchMapping("/rooms/{id}/messages/{messageId}")
    @Operation(summary = "Change the text of one's message", description = "Answers the line that says so.")
    Message edit(
            @PathVariable String id,
            @PathVariable String messageId,
            @RequestBody Edit edit,
            @AuthenticationPrincipal Caller caller) {
        return messages.edit(id, caller.userId(), messageId, edit.body);
    }

    @DeleteMapping("/rooms/{id}/messages/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete one's message, for everybody")
    void delete(@PathVariable String id, @PathVariable String messageId, @AuthenticationPrincipal Caller caller) {
        messages.delete(id, caller.userId(), messageId);
    }

    @Schema(name = "MessageReport")
    record Report(@Schema(example = "광고입니다") @Nullable String reason) {}

    @PostMapping("/rooms/{id}/messages/{messageId}/report")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Show a message to the operators", description = "They get a copy of it as it is now.")
    void report(
            @PathVariable String id,
            @PathVariable String messageId,
            @RequestBody Report report,
            @AuthenticationPrincipal Caller caller) {
        Checks checks = new Checks();
        String reason = checks.optionalText("reason", report.reason, MAX_REASON);
        checks.done();
        reported.report(id, caller.userId(), messageId, reason);
    }

    @GetMapping("/messages")
    @Operation(
            summary = "Find text in one's messages, newest first",
            description =
                    "Looks at the latest 2,000 lines of each of the 200 rooms with the newest activity, or of the one asked for.")
    Page<Message> search(
            @RequestParam @Size(min = 1, max = 100) String q,
            @RequestParam @Nullable String roomId,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @AuthenticationPrincipal Caller caller) {
        // Behind every id.
        String before = Page.position(cursor).orElse("g");
        return Page.of(messages.search(caller.userId(), roomId, q, before, limit + 1), limit, Message::id);
    }
}
