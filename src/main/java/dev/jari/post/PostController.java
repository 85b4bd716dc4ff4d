package dev.jari.post;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/posts")
@Tag(name = "Posts")
class PostController {
    private final Posts posts;
    private final PostLists lists;
    private final Markdown markdown;

    PostController(Posts posts, PostLists lists, Markdown markdown) {
        this.posts = posts;
        this.lists = lists;
        this.markdown = markdown;
    }

    @Schema(name = "Post")
    record View(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "Where to park near the river?")
            String title,

            @Schema(example = "The lot behind the **library** is free after six.", description = "As written")
            String body,

            @Schema(
                    example = "<p>The lot behind the <strong>library</strong> is free after six.</p>",
                    description = "The body as a safe subset of HTML")
            String html,

            Post.@Nullable Author author,

            @Schema(example = "019ab3c4-0000-7f80-9123-456789abcdef") @Nullable
            String businessId,

            @Schema(example = "숨 헤어") @Nullable String businessName,
            @Schema(example = "3") long comments,
            @Schema(example = "12") long likes,

            @Schema(description = "Whether the caller likes it")
            boolean liked,

            @Schema(description = "Seen by its author and by operators only")
            boolean hidden,

            @Schema(example = "2026-11-23T05:00:00Z") Instant createdAt,
            @Schema(example = "2026-11-23T05:00:00Z") Instant updatedAt) {}

    @Schema(name = "Likes")
    record Likes(@Schema(example = "12") long likes, boolean liked) {}

    @GetMapping
    @Operation(summary = "List posts, newest first", description = "Of a shop, of a person, or of all.")
    Page<Post.Item> list(
            @RequestParam @Nullable String businessId,
            @RequestParam @Nullable String authorId,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @AuthenticationPrincipal Caller caller) {
        boolean withHidden = caller.isAdmin() || caller.userId().equals(authorId);
        return lists.page(new Post.Filter(businessId, authorId, withHidden, Post.Position.of(cursor), limit));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Write a post", description = "429 too_many_posts after very many within an hour.")
    ResponseEntity<View> create(@RequestBody Post.Draft draft, @AuthenticationPrincipal Caller caller) {
        Post post = posts.create(draft, caller);
        return ResponseEntity.created(URI.create("/api/posts/" + post.id()))
                .eTag(post.etag())
                .body(view(post));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a post", description = "Its ETag is for If-Match: it changes with each edit.")
    ResponseEntity<View> read(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return answer(posts.byId(id, caller));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Edit a post",
            description =
                    "With If-Match only the version that was read (412 post_changed); without, the last one wins.")
    ResponseEntity<View> change(
            @PathVariable String id,
            @RequestBody Post.Draft draft,
            @Parameter(example = "\"1\"") @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        return answer(posts.change(id, draft, ifMatch, caller));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a post and its comments", description = "If-Match as for an edit.")
    void delete(
            @PathVariable String id,
            @Parameter(example = "\"1\"") @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        posts.delete(id, ifMatch, caller);
    }

    @PutMapping("/{id}/like")
    @Operation(summary = "Like a post; once is as good as twice")
    Likes like(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return likes(posts.like(id, caller));
    }

    @DeleteMapping("/{id}/like")
    @Operation(summary = "No longer like a post")
    Likes unlike(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return likes(posts.unlike(id, caller));
    }

    private static Likes likes(Post post) {
        return new Likes(post.likes(), post.liked());
    }

    private ResponseEntity<View> answer(Post post) {
        return ResponseEntity.ok().eTag(post.etag()).body(view(post));
    }

    private View view(Post post) {
        return new View(
                post.id(),
                post.title(),
                post.body(),
                markdown.html(post.body()),
                post.author(),
                post.businessId(),
                post.businessName(),
                post.comments(),
                post.likes(),
                post.liked(),
                post.hidden(),
                Instant.ofEpochMilli(post.createdAt()),
                Instant.ofEpochMilli(post.updatedAt()));
    }
}
