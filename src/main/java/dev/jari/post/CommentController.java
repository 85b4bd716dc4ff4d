package dev.jari.post;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/posts/{postId}/comments")
@Tag(name = "Posts")
class CommentController {
    private final Comments comments;
    private final Markdown markdown;

    CommentController(Comments comments, Markdown markdown) {
        this.comments = comments;
        this.markdown = markdown;
    }

    @Schema(name = "Comment")
    record View(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            Post.@Nullable Author author,

            @Schema(example = "Thank you, **very** helpful.")
            String body,

            @Schema(example = "<p>Thank you, <strong>very</strong> helpful.</p>")
            String html,

            boolean hidden,
            @Schema(example = "2026-11-23T05:00:00Z") Instant createdAt) {}

    @GetMapping
    @Operation(summary = "List a post's comments, oldest first")
    Page<View> list(
            @PathVariable String postId,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            @AuthenticationPrincipal Caller caller) {
        return comments.of(postId, Post.Position.of(cursor), limit, caller).map(this::view);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Comment on a post", description = "429 too_many_posts after very many within an hour.")
    ResponseEntity<View> add(
            @PathVariable String postId, @RequestBody Comment.Draft draft, @AuthenticationPrincipal Caller caller) {
        Comment comment = comments.add(postId, draft, caller);
        return ResponseEntity.created(URI.create("/api/posts/" + postId + "/comments/" + comment.id()))
                .body(view(comment));
    }

    @DeleteMapping("/{commentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a comment", description = "One's own, or one under one's own post.")
    void delete(@PathVariable String postId, @PathVariable String commentId, @AuthenticationPrincipal Caller caller) {
        comments.delete(postId, commentId, caller);
    }

    private View view(Comment comment) {
        return new View(
                comment.id(),
                comment.author(),
                comment.body(),
                markdown.html(comment.body()),
                comment.hidden(),
                Instant.ofEpochMilli(comment.at()));
    }
}
