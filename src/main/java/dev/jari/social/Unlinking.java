package dev.jari.social;

import dev.jari.audit.Audit;
import dev.jari.factor.Factors;
import dev.jari.factor.Method;
import dev.jari.session.SignOuts;
import dev.jari.user.Arrivals;
import dev.jari.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is linked to a person, and how it ends: by their own wish, with their account, or at the provider. */
@Service
class Unlinking {
    private final IdentityStore store;
    private final Farewells farewells;
    private final Arrivals arrivals;
    private final SignOuts signOuts;
    private final Factors factors;
    private final Audit audit;
    private final TransactionTemplate writing;

    Unlinking(
            IdentityStore store,
            Farewells farewells,
            Arrivals arrivals,
            SignOuts signOuts,
            Factors factors,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.farewells = farewells;
        this.arrivals = arrivals;
        this.signOuts = signOuts;
        this.factors = factors;
        this.audit = audit;
        writing = new TransactionTemplate(transactions);
    }

    List<Identity> of(String userId) {
        return store.ofUser(userId);
    }

    /** Unlinks, and has the provider told; 409 {@code last_sign_in} for the last way into the account. */
    void unlink(String userId, String provider) {
        writing.executeWithoutResult(transaction -> {
            boolean another =
                    arrivals.hasPassword(userId) || factors.methods(userId).contains(Method.PASSKEY);
            List<Identity> all = store.ofUser(userId);
            Identity leaving = all.stream()
                    .filter(identity -> identity.provider().equals(provider))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("linked login"));
            if (!another && all.size() == 1) {
                throw Problem.conflict("last_sign_in", "This is the only way into your account; add another first.");
            }
            leave(leaving);
            audit.record("identity_unlinked", userId, Map.of("provider", provider));
        });
    }

    private void leave(Identity identity) {
        if (store.delete(identity.id())) {
            farewells.promise(identity);
        }
    }

    /** Unlinks all, as the account is deleted; part of the caller's transaction. */
    void unlinkAll(String userId) {
        writing.executeWithoutResult(transaction -> store.ofUser(userId).forEach(this::leave));
    }

    /** The provider itself has ended it before {@code at}: nobody needs to be told. Ends the person's sessions. */
    void endedThere(String provider, String subject, Instant at) {
        store.find(provider, subject)
                .filter(identity -> !identity.createdAt().isAfter(at))
                .filter(identity -> store.delete(identity.id()))
                .ifPresent(identity -> signOuts.endAll(identity.userId()));
    }

    /** Something happened to the account there that makes its sign-ins here worthless. */
    void suspect(String provider, String subject) {
        store.find(provider, subject).ifPresent(identity -> signOuts.endAll(identity.userId()));
    }
}
