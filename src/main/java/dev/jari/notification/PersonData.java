package dev.jari.notification;

import dev.jari.user.Export;
import dev.jari.user.Profiles;
import dev.jari.user.Users;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** A person's notifications in their own data. */
@Component
class PersonData implements Export {
    private static final int MOST = 1_000;

    private final Notifications notifications;
    private final NotificationStore store;
    private final Preferences preferences;
    private final Profiles profiles;
    private final Texts texts;

    PersonData(
            Notifications notifications,
            NotificationStore store,
            Preferences preferences,
            Profiles profiles,
            Texts texts) {
        this.notifications = notifications;
        this.store = store;
        this.preferences = preferences;
        this.profiles = profiles;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public Object of(String userId) {
        var language = profiles.of(userId).language();
        List<Texts.View> items = notifications.list(userId, Long.MAX_VALUE, MOST).stream()
                .map(one -> texts.view(one, language))
                .toList();
        return Map.of("preferences", PreferenceController.Body.of(preferences.of(userId)), "items", items);
    }

    /** Last of all, but in the same transaction: what others do about the deletion may tell this person something. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void erase(Users.Deleted deleted) {
        store.erase(deleted.userId());
        preferences.erase(deleted.userId());
    }
}
