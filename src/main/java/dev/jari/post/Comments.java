package dev.jari.post;

import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people say under posts that they can see. */
@Service
@Transactional(readOnly = true)
class Comments {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final CommentStore store;
    private final PostStore postStore;
    private final Posts posts;
    private final PostLists lists;
    private final PostSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Comments(
            CommentStore store,
            PostStore postStore,
            Posts posts,
            PostLists lists,
            PostSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.postStore = postStore;
        this.posts = posts;
        this.lists = lists;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    Page<Comment> of(String postId, Optional<Post.Position> after, int limit, Caller caller) {
        posts.byId(postId, caller);
        return Page.of(
                store.list(postId, caller.userId(), caller.isAdmin(), after, limit + 1),
                limit,
                comment -> comment.position().toString());
    }

    @Transactional
    Comment add(String postId, Comment.Draft draft, Caller caller) {
        String body = draft.checked();
        Post post = posts.byId(postId, caller);
        long now = clock.millis();
        if (store.countSince(caller.userId(), now - WINDOW.toMillis()) >= settings.commentsPerHour()) {
            throw Posts.tooMany();
        }
        String id = Ids.next();
        // First, as it holds the post's row: a post that is being deleted takes no comment.
        if (!postStore.count("comments", postId, 1)) {
            throw Problem.notFound("post");
        }
        store.insert(id, postId, caller.userId(), body, now);
        events.publishEvent(new Post.Commented(postId, id, post.businessId(), post.authorId(), caller.userId()));
        lists.changed(caller.userId());
        return store.byId(postId, id).orElseThrow();
    }

    /** By its author, the post's author or an operator. */
    @Transactional
    void delete(String postId, String id, Caller caller) {
        Post post = posts.byId(postId, caller);
        Comment comment = visible(postId, id, caller);
        if (!comment.authorId().equals(caller.userId()) && !post.isBy(caller) && !caller.isAdmin()) {
            throw Problem.forbidden("Only its author, or the author of the post, may do this.");
        }
        if (!store.delete(comment)) {
            throw Problem.conflict("state_changed", "Somebody else changed it at the same moment: look again.");
        }
        if (!comment.hidden()) {
            postStore.count("comments", postId, -1);
        }
        lists.changed(caller.userId());
    }

    Comment visible(String postId, String id, Caller caller) {
        return store.byId(postId, id)
                .filter(found -> !found.hidden() || found.authorId().equals(caller.userId()) || caller.isAdmin())
                .orElseThrow(() -> Problem.notFound("comment"));
    }
}
