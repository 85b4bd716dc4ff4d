package dev.jari.post;

import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post as its author wrote it. {@code author} is null once the account is deleted; {@code version} counts the edits. */
public record Post(
        String id,
        String authorId,
        @Nullable Author author,
        @Nullable String businessId,
        @Nullable String businessName,
        String title,
        String body,
        long version,
        boolean hidden,
        long comments,
        long likes,
        boolean liked,
        long createdAt,
        long updatedAt) {
    static final int MAX_TITLE = 120;
    static final int MAX_BODY = 20_000;

    public record Author(
            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
            String id,

            @Schema(example = "Mina") String name) {}

    /** In the transaction in which somebody comments. */
    public record Commented(
            String postId,
            String commentId,
            @Nullable String businessId,
            String postAuthorId,
            String commentAuthorId) {}

    /** In the transaction in which somebody likes a post they did not like before. */
    public record Liked(String postId, @Nullable String businessId, String postAuthorId, String userId) {}

    /** What an author writes. */
    @Schema(name = "PostDraft")
    record Draft(
            @Schema(example = "Where to park near the river?") @Nullable
            String title,

            @Schema(example = "The lot behind the **library** is free after six.", description = "Markdown") @Nullable
            String body,

            @Schema(
                    example = "019ab3c4-5d6e-7f80-9123-456789abcdef",
                    description = "The shop it is about; it stays as it was first written")
            @Nullable
            String businessId) {

        /** As written but for blanks around the title; 422 with the fields that are not acceptable. */
        Draft checked() {
            Checks checks = new Checks();
            String heading = checks.text("title", title, MAX_TITLE);
            String text = written(checks, "body", body, MAX_BODY);
            checks.done();
            return new Draft(heading, text, businessId);
        }
    }

    /** A text that is stored with its blanks. */
    static String written(Checks checks, String field, @Nullable String text, int max) {
        checks.text(field, text, max);
        String written = text == null ? "" : text;
        checks.that(
                written.isBlank() || written.strip().length() > max || written.length() <= max,
                field,
                "too_long",
                "Write at most " + max + " characters.");
        return written;
    }

    /** Which posts a list has; {@code withHidden} is for their author and for operators. */
    record Filter(
            @Nullable String businessId,
            @Nullable String authorId,
            boolean withHidden,
            Optional<Position> after,
            int limit) {}

    /** Where a page ends: lists are in the order of (time, id). */
    record Position(long at, String id) {
        static Optional<Position> of(@Nullable String cursor) {
            return Page.position(cursor).map(Position::parse);
        }

        private static Position parse(String text) {
            int blank = text.indexOf(' ');
            try {
                return new Position(Long.parseLong(text.substring(0, Math.max(0, blank))), text.substring(blank + 1));
            } catch (NumberFormatException e) {
                throw Page.invalidCursor();
            }
        }

        @Override
        public String toString() {
            return at + " " + id;
        }
    }

    /** A post in a list. */
    @Schema(name = "PostItem")
    record Item(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "Where to park near the river?")
            String title,

            @Schema(
                    example = "The lot behind the **library** is free",
                    description = "The first 300 characters, as written")
            String excerpt,

            @Nullable Author author,

            @Schema(example = "019ab3c4-0000-7f80-9123-456789abcdef") @Nullable
            String businessId,

            @Schema(example = "숨 헤어") @Nullable String businessName,
            @Schema(example = "3") long comments,
            @Schema(example = "12") long likes,
            boolean hidden,
            @Schema(example = "2026-11-23T05:00:00Z") Instant createdAt,
            @Schema(example = "2026-11-23T05:00:00Z") Instant updatedAt) {
        Position position() {
            return new Position(createdAt.toEpochMilli(), id);
        }
    }

    boolean isBy(Caller caller) {
        return authorId.equals(caller.userId());
    }

    boolean isSeenBy(Caller caller) {
        return !hidden || isBy(caller) || caller.isAdmin();
    }

    /** Changes with each edit; likes and comments leave it. */
    String etag() {
        return "\"" + version + "\"";
    }

    /** Whether {@code If-Match} allows a change (RFC 9110, 13.1.1): one of its tags is this one, or it is {@code *}, or absent. */
    boolean matches(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return true;
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals("*") || tag.strip().equals(etag())) {
                return true;
            }
        }
        return false;
    }
}
