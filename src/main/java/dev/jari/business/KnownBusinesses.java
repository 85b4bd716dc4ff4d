package dev.jari.business;

import dev.jari.cache.Cache;
import dev.jari.cache.Caches;
import dev.jari.cache.Kind;
import dev.jari.cache.PublicAnswers;
import dev.jari.web.Problem;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Shops from the cache, for whoever shows them; who decides something asks {@link Businesses}. */
@Component
public class KnownBusinesses {
    /** The group of public answers that list shops. */
    static final String LISTS = "businesses";

    private static final Kind KIND = new Kind("business", Duration.ofMinutes(10), 2048, 1, 4_096);

    private final Cache<Business> cache;
    private final Caches caches;
    private final PublicAnswers answers;
    private final BusinessStore store;
    private final TransactionTemplate reading;

    KnownBusinesses(
            Caches caches, PublicAnswers answers, BusinessStore store, PlatformTransactionManager transactions) {
        this.caches = caches;
        this.answers = answers;
        this.store = store;
        cache = caches.cache(KIND, new TypeReference<>() {});
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** As {@link Businesses#byIdOrSlug}. */
    public Business byIdOrSlug(String idOrSlug) {
        return cache.get(
                idOrSlug,
                "",
                () -> reading.execute(
                        transaction -> store.byIdOrSlug(idOrSlug).orElseThrow(() -> Problem.notFound("business"))));
    }

    void appeared(String ownerId) {
        answers.changed(LISTS, ownerId);
    }

    @EventListener
    void changed(Business.Changed event) {
        for (String name : new String[] {event.businessId(), event.slug()}) {
            caches.changed(KIND, name, event.by());
            answers.changed(name, event.by());
        }
        answers.changed(LISTS, event.by());
    }
}
