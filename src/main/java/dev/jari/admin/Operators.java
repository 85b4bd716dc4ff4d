package dev.jari.admin;

import dev.jari.audit.Audit;
import dev.jari.session.Impersonations;
import dev.jari.session.SignOuts;
import dev.jari.token.AccessTokens;
import dev.jari.user.Accounts;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators may do to people. Each act ends what the person's older tokens allow, and is in the audit log with who did it. */
@Service
class Operators {
    private final Users users;
    private final Accounts accounts;
    private final SignOuts signOuts;
    private final Impersonations impersonations;
    private final Audit audit;

    Operators(Users users, Accounts accounts, SignOuts signOuts, Impersonations impersonations, Audit audit) {
        this.users = users;
        this.accounts = accounts;
        this.signOuts = signOuts;
        this.impersonations = impersonations;
        this.audit = audit;
    }

    void ban(String userId, Caller operator) {
        refuseOneself(userId, operator);
        signOuts.endWith(
                userId,
                "",
                alongside -> accounts.ban(userId, () -> {
                    alongside.run();
                    audit.record("banned", userId, by(operator));
                }));
    }

    @Transactional
    void unban(String userId, Caller operator) {
        accounts.unban(userId);
        audit.record("unbanned", userId, by(operator));
    }

    void changeRoles(String userId, Set<String> roles, Caller operator) {
        refuseOneself(userId, operator);
        signOuts.endWith(
                userId,
                "",
                alongside -> accounts.changeRoles(userId, roles, () -> {
                    alongside.run();
                    audit.record(
                            "roles_changed",
                            userId,
                            Map.of("by", operator.userId(), "roles", String.join(" ", new TreeSet<>(roles))));
                }));
    }

    AccessTokens.Issued impersonate(String userId, Caller operator) {
        refuseOneself(userId, operator);
        User user = users.byId(userId).filter(User::isActive).orElseThrow(() -> Problem.notFound("person"));
        if (user.roles().contains(User.ADMIN)) {
            throw Problem.forbidden("Nobody acts as another operator.");
        }
        return impersonations.start(user, operator.userId());
    }

    private static Map<String, String> by(Caller operator) {
        return Map.of("by", operator.userId());
    }

    /** Also keeps the last operator. */
    private static void refuseOneself(String userId, Caller operator) {
        if (userId.equals(operator.userId())) {
            throw Problem.conflict("yourself", "Another operator has to do this to you.");
        }
    }
}
