package dev.jari.user;

import dev.jari.web.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who has a second factor may have a shorter password, and who has the shorter password keeps a second factor. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ShortPasswords {
    private final UserStore store;

    ShortPasswords(UserStore store) {
        this.store = store;
    }

    /** The person has a second factor. Holds their row until the end of the transaction: one change of factors at a time. */
    public void allow(String userId) {
        store.allowShortPassword(userId);
    }

    /** The person has none any more; 409 {@code password_too_short} if their password could not stand alone. */
    public void forbid(String userId) {
        if (!store.forbidShortPassword(userId)) {
            throw Problem.conflict(
                    "password_too_short",
                    "Your password has fewer than 15 characters, which needs a second factor; choose a longer one first.");
        }
    }
}
