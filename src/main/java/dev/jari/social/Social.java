package dev.jari.social;

import org.springframework.stereotype.Service;

/** What other modules need of linked logins. */
@Service
public class Social {
    private final Unlinking identities;

    Social(Unlinking identities) {
        this.identities = identities;
    }

    /** For the deletion of an account, in its transaction: unlinks every login, and has the providers told until they answer. */
    public void forget(String userId) {
        identities.unlinkAll(userId);
    }

    /** Whether the person can sign in through a provider. */
    public boolean isLinked(String userId) {
        return !identities.of(userId).isEmpty();
    }
}
