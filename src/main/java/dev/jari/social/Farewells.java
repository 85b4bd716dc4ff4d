package dev.jari.social;

import dev.jari.provider.Goodbyes;
import dev.jari.provider.Provider;
import dev.jari.provider.Providers;
import dev.jari.provider.SocialSettings;
import dev.jari.social.FarewellStore.Farewell;
import dev.jari.token.MasterKey;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells providers that somebody has left. The wish is written with what caused it, so that neither is there without the other, and
 * repeated, at growing distances, until the provider answers.
 */
@Component
class Farewells {
    private static final Logger log = LoggerFactory.getLogger(Farewells.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int BATCH = 20;
    private static final int MAX_DOUBLINGS = 16;

    private final FarewellStore store;
    private final IdentityStore identities;
    private final Providers providers;
    private final Goodbyes goodbyes;
    private final MasterKey masterKey;
    private final SocialSettings settings;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    Farewells(
            FarewellStore store,
            IdentityStore identities,
            Providers providers,
            Goodbyes goodbyes,
            MasterKey masterKey,
            SocialSettings settings,
            Clock clock) {
        this.store = store;
        this.identities = identities;
        this.providers = providers;
        this.goodbyes = goodbyes;
        this.masterKey = masterKey;
        this.settings = settings;
        this.clock = clock;
    }

    /** The name under which a token is wrapped: it opens for this identity only. */
    static String secretName(String provider, String subject) {
        return "identity " + provider + " " + subject;
    }

    /** In the transaction that unlinks. */
    void promise(Identity identity) {
        store.insert(
                new Farewell(Ids.next(), identity.provider(), identity.subject(), identity.secret(), 0, 0),
                clock.millis());
    }

    /** On a thread of its own: the scheduler's has to look after revocations meanwhile, and providers can be slow. */
    @Scheduled(fixedDelay = 500)
    void remember() {
        if (busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("farewells").start(this::keep);
        }
    }

    private void keep() {
        try {
            for (Farewell farewell : store.due(clock.millis(), BATCH)) {
                if (store.take(farewell, clock.millis() + pause(farewell.attempts()))) {
                    tell(farewell);
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Providers could not be told who has left: {}", e.getMessage());
        } finally {
            busy.set(false);
        }
    }

    private long pause(int attempts) {
        long first = settings.farewellRetry().toMillis();
        return Math.min(LONGEST_PAUSE.toMillis(), first << Math.min(attempts, MAX_DOUBLINGS));
    }

    private void tell(Farewell farewell) {
        Optional<Provider> provider = providers.find(farewell.provider());
        try {
            // Who has come back meanwhile is not sent away.
            if (identities.find(farewell.provider(), farewell.subject()).isPresent()) {
                store.delete(farewell.id());
                return;
            }
            if (provider.isPresent() && goodbyes.tell(provider.get(), farewell.subject(), token(farewell))) {
                store.delete(farewell.id());
                log.info("{} knows that somebody has left", farewell.provider());
                return;
            }
        } catch (Problem e) {
            log.debug("{} did not answer: {}", farewell.provider(), e.code());
        }
        log.warn("{} does not know yet that somebody has left; it will be told again", farewell.provider());
    }

    private @Nullable String token(Farewell farewell) {
        return Optional.ofNullable(farewell.secret())
                .flatMap(secret -> masterKey.unwrap(secretName(farewell.provider(), farewell.subject()), secret))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
    }
}
