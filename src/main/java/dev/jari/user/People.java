package dev.jari.user;

import dev.jari.cache.Cache;
import dev.jari.cache.Caches;
import dev.jari.cache.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** What people are shown as, from the cache. It holds nothing by which somebody is let in: who decides that asks {@link Users}. */
@Component
public class People {
    private static final Kind KIND = new Kind("user", Duration.ofHours(1), 8192, 1, 2_048);

    private final Cache<Optional<Person>> cache;
    private final Caches caches;
    private final UserStore users;
    private final AccountStore accounts;
    private final TransactionTemplate reading;

    People(Caches caches, UserStore users, AccountStore accounts, PlatformTransactionManager transactions) {
        this.caches = caches;
        this.users = users;
        this.accounts = accounts;
        cache = caches.cache(KIND, new TypeReference<>() {});
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** Published in the transaction in which what is shown of a person changes. */
    public record Changed(String userId) {}

    public record Person(
            String id,
            @Nullable String email,
            boolean emailVerified,
            String name,
            Set<String> roles,
            Profile profile) {}

    public Optional<Person> byId(String userId) {
        return cache.get(userId, "", () -> reading.execute(transaction -> read(userId)));
    }

    private Optional<Person> read(String userId) {
        return users.byId(userId)
                .map(UserStore.Credentials::user)
                .flatMap(user -> accounts.profile(userId)
                        .map(profile -> new Person(
                                user.id(), user.email(), user.emailVerified(), user.name(), user.roles(), profile)));
    }

    @EventListener
    void changed(Changed event) {
        caches.changed(KIND, event.userId(), event.userId());
    }
}
