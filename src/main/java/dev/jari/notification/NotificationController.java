package dev.jari.notification;

import dev.jari.notification.Texts.View;
import dev.jari.user.Profiles;
import dev.jari.web.Caller;
import dev.jari.web.Language;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
@Tag(name = "Notifications")
class NotificationController {
    private final Notifications notifications;
    private final Texts texts;
    private final Profiles profiles;

    NotificationController(Notifications notifications, Texts texts, Profiles profiles) {
        this.notifications = notifications;
        this.texts = texts;
        this.profiles = profiles;
    }

    @Schema(name = "UnreadNotifications")
    record Unread(@Schema(example = "3") long count) {}

    record UpTo(
            @Schema(
                    example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a11",
                    description = "The newest that was seen; all without it")
            @Nullable
            String upTo) {}

    @GetMapping
    @Operation(summary = "The caller's notifications, newest first", description = "Those whose time is over are gone.")
    Page<View> list(
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        Language language = profiles.of(caller.userId()).language();
        var found = notifications.list(caller.userId(), before(cursor), limit + 1);
        return Page.of(found, limit, last -> Long.toString(last.seq()))
                .map(notification -> texts.view(notification, language));
    }

    private static long before(@Nullable String cursor) {
        try {
            return Page.position(cursor).map(Long::parseLong).orElse(Long.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
    }

    @GetMapping("/unread-count")
    @Operation(summary = "How many the caller has not read")
    Unread unread(@AuthenticationPrincipal Caller caller) {
        return new Unread(notifications.unread(caller.userId()));
    }

    @PutMapping("/{id}/read")
    @Operation(summary = "Mark one as read", description = "Answers how many are left.")
    Unread read(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        notifications.read(caller.userId(), id);
        return unread(caller);
    }

    @PutMapping("/read")
    @Operation(summary = "Mark all as read, or those up to one", description = "Answers how many are left.")
    Unread readAll(@RequestBody(required = false) @Nullable UpTo body, @AuthenticationPrincipal Caller caller) {
        notifications.readAll(caller.userId(), Optional.ofNullable(body).map(UpTo::upTo));
        return unread(caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete one")
    void delete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        notifications.delete(caller.userId(), id);
    }
}
