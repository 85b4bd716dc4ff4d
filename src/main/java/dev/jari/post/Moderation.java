package dev.jari.post;

import dev.jari.audit.Audit;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Ids;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reports by anybody, and what operators do about them: hiding closes the reports, and is in the audit log. */
@Service
@Transactional(readOnly = true)
class Moderation {
    private static final int MAX_REASON = 500;

    private final ReportStore reports;
    private final PostStore postStore;
    private final CommentStore commentStore;
    private final Posts posts;
    private final Comments comments;
    private final PostLists lists;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Moderation(
            ReportStore reports,
            PostStore postStore,
            CommentStore commentStore,
            Posts posts,
            Comments comments,
            PostLists lists,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reports = reports;
        this.postStore = postStore;
        this.commentStore = commentStore;
        this.posts = posts;
        this.comments = comments;
        this.lists = lists;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The report's id; reporting again changes the reason. */
    @Transactional
    String report(String postId, @Nullable String commentId, @Nullable String reason, Caller caller) {
        Checks checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.done();
        Post post = posts.byId(postId, caller);
        String authorId = commentId == null
                ? post.authorId()
                : comments.visible(postId, commentId, caller).authorId();
        String id = Ids.next();
        String reported = reports.insert(id, postId, commentId, caller.userId(), why, clock.millis());
        if (reported.equals(id)) {
            events.publishEvent(new Post.Reported(id, postId, commentId, authorId, caller.userId()));
        }
        return reported;
    }

    Page<ReportStore.Report> list(boolean all, Optional<Post.Position> after, int limit) {
        return Page.of(
                reports.list(all, after, limit + 1),
                limit,
                report -> new Post.Position(report.at(), report.id()).toString());
    }

    @Transactional
    void dismiss(String reportId) {
        if (!reports.close(reportId, clock.millis())) {
            throw Problem.notFound("open report");
        }
    }

    /** Hides or restores; nothing happens if it is like that already. */
    @Transactional
    void hidePost(String id, boolean hidden, Caller operator) {
        Post post = posts.byId(id, operator);
        if (!postStore.hide(id, hidden)) {
            return;
        }
        reports.closeAbout(id, null, clock.millis());
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
        reports.closeAbout(postId, id, clock.millis());
        lists.changed(operator.userId());
        audit.record(
                hidden ? "comment_hidden" : "comment_restored",
                comment.authorId(),
                Map.of("by", operator.userId(), "post", postId, "comment", id));
    }
}
