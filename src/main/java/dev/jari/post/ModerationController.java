package dev.jari.post;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
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

    @Schema(name = "Report")
    record View(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "019ab3c4-0000-7f80-9123-456789abcdef")
            String postId,

            @Schema(example = "019ab3c4-1111-7f80-9123-456789abcdef") @Nullable
            String commentId,

            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
            String reporterId,

            @Schema(example = "This is an advertisement.") String reason,
            @Schema(example = "Cheap watches") String title,

            @Schema(example = "Buy now …", description = "The first 300 characters of what is reported") @Nullable
            String text,

            boolean hidden,
            @Schema(example = "2026-11-23T05:00:00Z") Instant createdAt,

            @Schema(example = "2026-11-23T06:00:00Z") @Nullable
            Instant closedAt) {
        static View of(ReportStore.Report report) {
            return new View(
                    report.id(),
                    report.postId(),
                    report.commentId(),
                    report.reporterId(),
                    report.reason(),
                    report.title(),
                    report.text(),
                    report.hidden(),
                    Instant.ofEpochMilli(report.at()),
                    report.closedAt() == null ? null : Instant.ofEpochMilli(report.closedAt()));
        }
    }

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

    @GetMapping("/api/admin/reports")
    @Operation(summary = "Reports that are open, oldest first; with all=true closed ones too")
    Page<View> reports(
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        return moderation.list(all, Post.Position.of(cursor), limit).map(View::of);
    }

    @DeleteMapping("/api/admin/reports/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Close a report without doing anything")
    void dismiss(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        moderation.dismiss(id);
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
