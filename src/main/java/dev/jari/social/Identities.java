package dev.jari.social;

import dev.jari.audit.Audit;
import dev.jari.provider.Profile;
import dev.jari.provider.Provider;
import dev.jari.provider.SignInRequests.Proven;
import dev.jari.session.SignOuts;
import dev.jari.token.MasterKey;
import dev.jari.user.Arrivals;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Ids;
import dev.jari.web.Language;
import dev.jari.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is who. The key is (provider, subject). An address leads to an existing account only where the provider and we have both proven it;
 * an account that never proved its address gives it up to who has; in every other case its owner signs in and links.
 */
@Service
class Identities {
    private static final Logger log = LoggerFactory.getLogger(Identities.class);
    private static final int TRIES = 4;

    private final IdentityStore store;
    private final Users users;
    private final Arrivals arrivals;
    private final SignOuts signOuts;
    private final MasterKey masterKey;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate writing;

    Identities(
            IdentityStore store,
            Users users,
            Arrivals arrivals,
            SignOuts signOuts,
            MasterKey masterKey,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.users = users;
        this.arrivals = arrivals;
        this.signOuts = signOuts;
        this.masterKey = masterKey;
        this.audit = audit;
        this.clock = clock;
        writing = new TransactionTemplate(transactions);
    }

    enum How {
        KNOWN,
        JOINED,
        CREATED
    }

    record Entered(User user, How how) {}

    /** The person whom the provider has proven: known, found by a proven address, or new. */
    Entered enter(Provider provider, Proven proven, Language language) {
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<Entered> entered = known(provider, proven).or(() -> unknown(provider, proven, language));
            if (entered.isPresent()) {
                return entered.get();
            }
        }
        throw Problem.unavailable("unavailable", "Several sign-ins of yours met; try again.", 1);
    }

    private Optional<Entered> known(Provider provider, Proven proven) {
        return store.find(provider.name(), proven.profile().subject()).map(identity -> {
            User user = active(users.byId(identity.userId()).orElseThrow());
            used(identity, provider, proven);
            return new Entered(user, How.KNOWN);
        });
    }

    /** Empty if somebody changed what this was decided on: look again. */
    private Optional<Entered> unknown(Provider provider, Proven proven, Language language) {
        Profile profile = proven.profile();
        Optional<User> owner = Optional.ofNullable(profile.email()).flatMap(users::byEmail);
        if (owner.isEmpty()) {
            return create(provider, proven, language);
        }
        User there = owner.get();
        // An operator's account is worth more than an address.
        if (!profile.emailTrusted() || there.roles().contains(User.ADMIN)) {
            throw linkRequired();
        }
        if (there.emailVerified()) {
            active(there);
            return attach(there, provider, proven) ? Optional.of(new Entered(there, How.JOINED)) : Optional.empty();
        }
        log.warn("SECURITY user {} gives up an address that it never proved", there.id());
        signOuts.endWith(
                there.id(),
                "",
                alongside -> arrivals.displace(there.id(), () -> {
                    alongside.run();
                    audit.record("address_displaced", there.id(), Map.of("provider", provider.name()));
                }));
        return create(provider, proven, language);
    }

    private Optional<Entered> create(Provider provider, Proven proven, Language language) {
        Profile profile = proven.profile();
        return Objects.requireNonNull(writing.execute(transaction -> {
            Optional<User> user = arrivals.arrive(
                            profile.name(),
                            provider.label() + " user",
                            profile.email(),
                            profile.emailTrusted(),
                            language)
                    .filter(made -> store.insert(identity(made.id(), provider, proven)));
            if (user.isEmpty()) {
                transaction.setRollbackOnly();
            }
            return user.map(made -> new Entered(made, How.CREATED));
        }));
    }

    /** Links somebody who is signed in; 409 if the identity is another person's, or they have another one there. */
    void link(String userId, Provider provider, Proven proven) {
        User user = active(users.byId(userId).orElseThrow(Identities::linkRequired));
        Optional<Identity> known = store.find(provider.name(), proven.profile().subject());
        if (known.isPresent() && known.get().userId().equals(userId)) {
            used(known.get(), provider, proven);
        } else if (known.isPresent() || !attach(user, provider, proven)) {
            throw Problem.conflict("identity_taken", "This login belongs to another account.");
        }
    }

    /** False if the identity is somebody's already. */
    private boolean attach(User user, Provider provider, Proven proven) {
        if (store.insert(identity(user.id(), provider, proven))) {
            return true;
        }
        if (store.ofUser(user.id()).stream()
                .anyMatch(identity -> identity.provider().equals(provider.name())
                        && !identity.subject().equals(proven.profile().subject()))) {
            throw Problem.conflict("provider_linked", "Another login of this provider is linked; unlink it first.");
        }
        return false;
    }

    private Identity identity(String userId, Provider provider, Proven proven) {
        Instant now = clock.instant();
        Profile profile = proven.profile();
        return new Identity(
                Ids.next(),
                userId,
                provider.name(),
                profile.subject(),
                profile.email(),
                wrapped(provider, profile, Objects.requireNonNullElse(proven.refreshToken(), proven.accessToken())),
                now,
                now);
    }

    /** A token that lasts is kept until there is a newer one: Google sends one with the first sign-in only. */
    private void used(Identity identity, Provider provider, Proven proven) {
        String refreshToken = proven.refreshToken();
        store.used(
                identity.id(),
                proven.profile().email(),
                refreshToken == null ? null : wrapped(provider, proven.profile(), refreshToken),
                clock.millis());
    }

    private String wrapped(Provider provider, Profile profile, String token) {
        return masterKey.wrap(
                Farewells.secretName(provider.name(), profile.subject()), token.getBytes(StandardCharsets.UTF_8));
    }

    private static User active(User user) {
        if (!user.isActive()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "account_closed", "This account is closed.");
        }
        return user;
    }

    private static Problem linkRequired() {
        return Problem.conflict(
                "link_required", "There is an account with this address: sign in there, then link this login.");
    }
}
