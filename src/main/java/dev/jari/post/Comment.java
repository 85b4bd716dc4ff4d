package dev.jari.post;

import dev.jari.web.Checks;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A comment as written, under a post. {@code author} is null once the account is deleted. */
record Comment(
        String id, String postId, String authorId, Post.@Nullable Author author, String body, boolean hidden, long at) {
    static final int MAX_BODY = 2_000;

    @Schema(name = "CommentDraft")
    record Draft(
            @Schema(example = "Thank you, **very** helpful.", description = "Markdown") @Nullable
            String body) {

        String checked() {
            Checks checks = new Checks();
            String written = Post.written(checks, "body", body, MAX_BODY);
            checks.done();
            return written;
        }
    }

    Post.Position position() {
        return new Post.Position(at, id);
    }
}
