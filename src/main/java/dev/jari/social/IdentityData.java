package dev.jari.social;

import dev.jari.user.Export;
import dev.jari.user.Users;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Linked logins in a person's own data; who leaves, or was somebody else all along, has them all unlinked. */
@Component
class IdentityData implements Export {
    private final Unlinking identities;

    IdentityData(Unlinking identities) {
        this.identities = identities;
    }

    record Exported(
            String provider, String subject, @Nullable String email, Instant linkedAt) {}

    @Override
    public String name() {
        return "identities";
    }

    @Override
    public Object of(String userId) {
        return identities.of(userId).stream()
                .map(it -> new Exported(it.provider(), it.subject(), it.email(), it.createdAt()))
                .toList();
    }

    @EventListener
    void erase(Users.Deleted deleted) {
        identities.unlinkAll(deleted.userId());
    }

    @EventListener
    void leave(Users.Claimed claimed) {
        identities.unlinkAll(claimed.userId());
    }
}
