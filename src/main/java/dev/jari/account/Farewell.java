package dev.jari.account;

import dev.jari.audit.Audit;
import dev.jari.session.SignOuts;
import dev.jari.user.Accounts;
import dev.jari.user.Export;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Leaving: everything in one transaction, with what other modules do when they hear {@link Users.Deleted}. */
@Service
public class Farewell implements Export {
    private final Proof proof;
    private final SignOuts signOuts;
    private final Accounts accounts;
    private final LinkStore links;
    private final DeviceStore devices;
    private final Audit audit;

    Farewell(Proof proof, SignOuts signOuts, Accounts accounts, LinkStore links, DeviceStore devices, Audit audit) {
        this.proof = proof;
        this.signOuts = signOuts;
        this.accounts = accounts;
        this.links = links;
        this.devices = devices;
        this.audit = audit;
    }

    /** 409 {@code owns_businesses} while shops of theirs are open. */
    public void delete(Caller caller, @Nullable String password) {
        proof.require(caller, password);
        String userId = caller.userId();
        signOuts.endWith(
                userId,
                "",
                alongside -> accounts.delete(userId, () -> {
                    alongside.run();
                    audit.record("account_deleted", userId, Map.of());
                }));
    }

    @EventListener
    void erase(Users.Deleted deleted) {
        links.forget(deleted.userId());
        devices.forget(deleted.userId());
    }

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public Object of(String userId) {
        return devices.of(userId);
    }
}
