package dev.jari.business;

import dev.jari.user.Export;
import dev.jari.user.Users;
import dev.jari.web.Problem;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An owner's shops in their own data; who leaves must close them first, as customers rely on them. */
@Component
class OwnerData implements Export {
    private final BusinessStore store;

    OwnerData(BusinessStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "businesses";
    }

    @Override
    public Object of(String userId) {
        return store.ownedBy(userId);
    }

    @EventListener
    void refuse(Users.Deleted deleted) {
        List<String> open = store.ownedBy(deleted.userId()).stream()
                .filter(Business::isOpen)
                .map(Business::name)
                .toList();
        if (!open.isEmpty()) {
            throw Problem.conflict("owns_businesses", "Close your shops first, then delete the account.")
                    .with("businesses", open);
        }
    }
}
