package dev.jari.post;

import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Moderation")
class ModerationController {
    private final Moderation moderation;

    ModerationController(Moderation moderation) {
        this.moderation = moderation;
    }

    record ReportRequest(
            @Schema(example = "This is an advertisement.") @Nullable
            String reason) {}

    record Reported(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id) {}

    @PostMapping("/api/posts/{postId}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Report a post to the operators",
            description = "Once for each person; again changes the reason.")
    Reported reportPost(
            @PathVariable String postId, @RequestBody ReportRequest body, @AuthenticationPrincipal Caller caller) {
        return new Reported(moderation.report(postId, null, body.reason(), caller));
    }

    @PostMapping("/api/posts/{postId}/comments/{commentId}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Report a comment to the operators")
    Reported reportComment(
            @PathVariable String postId,
            @PathVariable String commentId,
            @RequestBody ReportRequest body,
            @AuthenticationPrincipal Caller caller) {
        return new Reported(moderation.report(postId, commentId, body.reason(), caller));
    }

    @PutMapping("/api/admin/posts/{postId}/hidden")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Hide a post from all but its author and operators; closes the reports about it")
    void hidePost(@PathVariable String postId, @AuthenticationPrincipal Caller caller) {
        moderation.hidePost(postId, true, caller);
    }

    @DeleteMapping("/api/admin/posts/{postId}/hidden")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Restore a hidden post")
    void restorePost(@PathVariable String postId, @AuthenticationPrincipal Caller caller) {
        moderation.hidePost(postId, false, caller);
    }

    @PutMapping("/api/admin/posts/{postId}/comments/{commentId}/hidden")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Hide a comment")
    void hideComment(
            @PathVariable String postId, @PathVariable String commentId, @AuthenticationPrincipal Caller caller) {
        moderation.hideComment(postId, commentId, true, caller);
    }

    @DeleteMapping("/api/admin/posts/{postId}/comments/{commentId}/hidden")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Restore a hidden comment")
    void restoreComment(
            @PathVariable String postId, @PathVariable String commentId, @AuthenticationPrincipal Caller caller) {
        moderation.hideComment(postId, commentId, false, caller);
    }
}
