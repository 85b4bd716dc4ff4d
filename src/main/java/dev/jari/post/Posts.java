package dev.jari.post;

import dev.jari.business.Businesses;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writing, reading and liking posts. */
@Service
@Transactional(readOnly = true)
class Posts {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final PostStore store;
    private final PostLists lists;
    private final Businesses businesses;
    private final PostSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Posts(
            PostStore store,
            PostLists lists,
            Businesses businesses,
            PostSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.businesses = businesses;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** 404 also for what is hidden from the caller. */
    Post byId(String id, Caller caller) {
        return store.byId(id, caller.userId())
                .filter(post -> post.isSeenBy(caller))
                .orElseThrow(() -> Problem.notFound("post"));
    }

    @Transactional
    Post create(Post.Draft draft, Caller caller) {
        Post.Draft checked = draft.checked();
        if (checked.businessId() != null) {
            businesses.byId(checked.businessId());
        }
        long now = clock.millis();
        if (store.countSince(caller.userId(), now - WINDOW.toMillis()) >= settings.postsPerHour()) {
            throw tooMany();
        }
        String id = Ids.next();
        store.insert(id, caller.userId(), checked, now);
        lists.changed(caller.userId());
        return byId(id, caller);
    }

    static Problem tooMany() {
        return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too_many_posts", "You have written a lot lately; go on later.")
                .retryAfter(WINDOW.toSeconds() / 10);
    }

    /** 412 {@code post_changed} if it is not the version that the caller has seen. Without {@code ifMatch} the last one wins. */
    @Transactional
    Post change(String id, Post.Draft draft, @Nullable String ifMatch, Caller caller) {
        Post.Draft checked = draft.checked();
        Post post = own(id, ifMatch, caller);
        while (!store.update(post, checked, clock.millis())) {
            post = own(id, ifMatch, caller);
        }
        lists.changed(caller.userId());
        return byId(id, caller);
    }

    @Transactional
    void delete(String id, @Nullable String ifMatch, Caller caller) {
        while (!store.delete(own(id, ifMatch, caller))) {
            // Changed since it was read: asked again whether that is the version the caller means.
        }
        lists.changed(caller.userId());
    }

    private Post own(String id, @Nullable String ifMatch, Caller caller) {
        Post post = byId(id, caller);
        if (!post.isBy(caller) && !caller.isAdmin()) {
            throw Problem.forbidden("Only its author may do this.");
        }
        if (!post.matches(ifMatch)) {
            throw Problem.of(
                            HttpStatus.PRECONDITION_FAILED,
                            "post_changed",
                            "The post was changed since you read it: read it again, then decide.")
                    .header(HttpHeaders.ETAG, post.etag());
        }
        return post;
    }

    @Transactional
    Post like(String id, Caller caller) {
        Post post = byId(id, caller);
        if (store.like(id, caller.userId(), clock.millis())) {
            events.publishEvent(new Post.Liked(id, post.businessId(), post.authorId(), caller.userId()));
            lists.changed(caller.userId());
        }
        return byId(id, caller);
    }

    @Transactional
    Post unlike(String id, Caller caller) {
        byId(id, caller);
        if (store.unlike(id, caller.userId())) {
            lists.changed(caller.userId());
        }
        return byId(id, caller);
    }
}
