package dev.jari.post;

import dev.jari.business.Business;
import dev.jari.cache.Cache;
import dev.jari.cache.Caches;
import dev.jari.cache.Kind;
import dev.jari.user.People;
import dev.jari.web.Page;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Pages of posts, from the cache where they are the same for everybody; forgotten with each change on the board. */
@Component
class PostLists {
    private static final Kind KIND = new Kind("posts", Duration.ofMinutes(5), 1, 64, 65_536);
    private static final String ALL = "all";

    private final Cache<Page<Post.Item>> cache;
    private final Caches caches;
    private final PostStore store;
    private final TransactionTemplate reading;

    PostLists(Caches caches, PostStore store, PlatformTransactionManager transactions) {
        this.caches = caches;
        this.store = store;
        cache = caches.cache(KIND, new TypeReference<>() {});
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    Page<Post.Item> page(Post.Filter filter) {
        return filter.withHidden() ? read(filter) : cache.get(ALL, filter.toString(), () -> read(filter));
    }

    private Page<Post.Item> read(Post.Filter filter) {
        return reading.execute(transaction -> Page.of(
                store.list(filter), filter.limit(), item -> item.position().toString()));
    }

    /** To be called in the transaction in which {@code userId} changes what a list shows. */
    void changed(String userId) {
        caches.changed(KIND, ALL, userId);
    }

    @EventListener
    void changed(People.Changed event) {
        changed(event.userId());
    }

    @EventListener
    void changed(Business.Changed event) {
        changed(event.by());
    }
}
