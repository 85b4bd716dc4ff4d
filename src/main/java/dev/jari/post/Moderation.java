package dev.jari.post;

import dev.jari.audit.Audit;
import dev.jari.report.Report;
import dev.jari.report.Reportable;
import dev.jari.report.Reports;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reports by anybody, and what operators do beside removing: hiding closes the reports, too, and is in the audit log. */
@Service
@Transactional(readOnly = true)
class Moderation implements Reportable {
    private static final int MAX_REASON = 500;

    private final Reports reports;
    private final PostStore postStore;
    private final CommentStore commentStore;
    private final Posts posts;
    private final Comments comments;
    private final PostLists lists;
    private final Audit audit;

    Moderation(
            Reports reports,
            PostStore postStore,
            CommentStore commentStore,
            Posts posts,
            Comments comments,
            PostLists lists,
            Audit audit) {
        this.reports = reports;
        this.postStore = postStore;
        this.commentStore = commentStore;
        this.posts = posts;
        this.comments = comments;
        this.lists = lists;
        this.audit = audit;
    }

    /** The report's id; reporting again changes the reason. */
    @Transactional
    String report(String postId, @Nullable String commentId, @Nullable String reason, Caller caller) {
        Checks checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.done();
        Post post = posts.byId(postId, caller);
        return reports.file(thing(post, commentId, caller), caller.userId(), why);
    }

    private Report.Thing thing(Post post, @Nullable String commentId, Caller caller) {
        if (commentId == null) {
            return new Report.Thing(Report.Kind.POST, post.id(), post.id(), post.authorId(), post.title(), post.body());
        }
        Comment comment = comments.visible(post.id(), commentId, caller);
        return new Report.Thing(
                Report.Kind.COMMENT, comment.id(), post.id(), comment.authorId(), post.title(), comment.body());
    }

    @Override
    public Set<Report.Kind> kinds() {
        return Set.of(Report.Kind.POST, Report.Kind.COMMENT);
    }

    @Override
    @Transactional
    public void remove(Report.Thing thing, Caller operator) {
        boolean there = postStore.byId(thing.placeId(), operator.userId()).isPresent();
        if (there && thing.kind() == Report.Kind.POST) {
            posts.delete(thing.id(), null, operator);
        } else if (there && commentStore.byId(thing.placeId(), thing.id()).isPresent()) {
            comments.delete(thing.placeId(), thing.id(), operator);
        }
    }

    /** Hides or restores; nothing happens if it is like that already. */
    @Transactional
    void hidePost(String id, boolean hidden, Caller operator) {
        Post post = posts.byId(id, operator);
        if (!postStore.hide(id, hidden)) {
            return;
        }
        if (hidden) {
            reports.hidden(Report.Kind.POST, id, operator);
        }
        lists.changed(operator.userId());
        audit.record(
                hidden ? "post_hidden" : "post_restored", post.authorId(), Map.of("by", operator.userId(), "post", id));
    }

    @Transactional
    void hideComment(String postId, String id, boolean hidden, Caller operator) {
        Comment comment = comments.visible(postId, id, operator);
        if (!commentStore.hide(postId, id, hidden)) {
            return;
        }
        postStore.count("comments", postId, hidden ? -1 : 1);
        if (hidden) {
            reports.hidden(Report.Kind.COMMENT, id, operator);
        }
        lists.changed(operator.userId());
        audit.record(
                hidden ? "comment_hidden" : "comment_restored",
                comment.authorId(),
                Map.of("by", operator.userId(), "post", postId, "comment", id));
    }
}
