package dev.jari.admin;

import dev.jari.account.PasswordResets;
import dev.jari.audit.Audit;
import dev.jari.factor.Factors;
import dev.jari.factor.Method;
import dev.jari.session.Impersonations;
import dev.jari.session.SignOuts;
import dev.jari.token.AccessTokens;
import dev.jari.user.Accounts;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators may know of people and do to them. Each act ends what the person's older tokens allow, and is in the audit log with who did it. */
@Service
class Operators {
    private final Users users;
    private final Accounts accounts;
    private final SignOuts signOuts;
    private final Impersonations impersonations;
    private final Audit audit;
    private final PersonStore people;
    private final Factors factors;
    private final PasswordResets resets;
    private final Clock clock;

    Operators(
            Users users,
            Accounts accounts,
            SignOuts signOuts,
            Impersonations impersonations,
            Audit audit,
            PersonStore people,
            Factors factors,
            PasswordResets resets,
            Clock clock) {
        this.users = users;
        this.people = people;
        this.factors = factors;
        this.resets = resets;
        this.clock = clock;
        this.accounts = accounts;
        this.signOuts = signOuts;
        this.impersonations = impersonations;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    Page<Person> find(Person.Query query) {
        Checks checks = new Checks();
        int limit = checks.number("limit", query.limit(), 50, 1, 200);
        checks.optionalText("q", query.q(), 200);
        checks.done();
        return Page.of(
                people.find(query, limit + 1), limit, person -> PersonStore.position(person.createdAt(), person.id()));
    }

    @Transactional(readOnly = true)
    Person.Detail byId(String userId) {
        PersonStore.Account account = people.byId(userId).orElseThrow(() -> Problem.notFound("person"));
        return new Person.Detail(
                account.person(),
                account.language(),
                account.zone(),
                account.hasPassword(),
                factors.methods(userId).stream().map(Method::text).toList(),
                people.logins(userId),
                people.sessions(userId, clock.millis()),
                people.shops(userId),
                people.figures(userId));
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

    /** Their address and password stay; 404 unless the person is there. */
    void endSessions(String userId, Caller operator) {
        refuseOneself(userId, operator);
        if (users.byId(userId).filter(User::isActive).isEmpty()) {
            throw Problem.notFound("person");
        }
        signOuts.endWith(
                userId,
                "",
                alongside -> users.raiseEpoch(userId, () -> {
                    alongside.run();
                    audit.record("signed_out_by_operator", userId, by(operator));
                }));
    }

    void endSession(String userId, String sessionId, Caller operator) {
        if (!signOuts.end(userId, sessionId)) {
            throw Problem.notFound("session of this person");
        }
        audit.record("session_ended_by_operator", userId, Map.of("by", operator.userId(), "session", sessionId));
    }

    void requirePasswordReset(String userId, HttpServletRequest request, Caller operator) {
        refuseOneself(userId, operator);
        resets.require(userId, request, by(operator));
    }

    AccessTokens.Issued impersonate(String userId, Caller operator) {
        refuseOneself(userId, operator);
        User user = users.byId(userId).filter(User::isActive).orElseThrow(() -> Problem.notFound("person"));
        if (user.roles().contains(User.ADMIN)) {
            throw Problem.forbidden("Nobody acts as another operator.");
        }
        return impersonations.start(user, operator.userId());
    }

    static Map<String, String> by(Caller operator) {
        return Map.of("by", operator.userId());
    }

    /** Also keeps the last operator. */
    private static void refuseOneself(String userId, Caller operator) {
        if (userId.equals(operator.userId())) {
            throw Problem.conflict("yourself", "Another operator has to do this to you.");
        }
    }
}
