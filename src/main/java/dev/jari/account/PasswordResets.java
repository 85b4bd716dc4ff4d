package dev.jari.account;

import dev.jari.account.Link.Purpose;
import dev.jari.audit.Audit;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.session.SignOuts;
import dev.jari.user.Accounts;
import dev.jari.user.Accounts.NewPassword;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Getting in again without the password. */
@Service
public class PasswordResets implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(PasswordResets.class);
    private static final int WAITING = 500;

    private final Links links;
    private final Users users;
    private final Accounts accounts;
    private final SignOuts signOuts;
    private final Audit audit;
    private final FailedLogins failedLogins;
    private final TransactionTemplate writing;
    private final ThreadPoolExecutor aside = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("password-reset-", 1).factory());

    PasswordResets(
            Links links,
            Users users,
            Accounts accounts,
            SignOuts signOuts,
            Audit audit,
            FailedLogins failedLogins,
            PlatformTransactionManager transactions) {
        this.links = links;
        this.users = users;
        this.accounts = accounts;
        this.signOuts = signOuts;
        this.audit = audit;
        this.failedLogins = failedLogins;
        writing = new TransactionTemplate(transactions);
    }

    /** Looks for the account after the answer: neither its words nor its time tell whether there is one. */
    void ask(String email, String base) {
        try {
            aside.execute(() -> send(email, base));
        } catch (RejectedExecutionException e) {
            throw Problem.unavailable("busy", "Too many people ask at this moment; try again.", 2);
        }
    }

    private void send(String email, String base) {
        try {
            users.byEmail(email).filter(User::isActive).ifPresent(user -> {
                if (links.send(Purpose.RESET_PASSWORD, user.id(), null, base)) {
                    audit.record("password_reset_asked", user.id(), Map.of());
                }
            });
        } catch (RuntimeException e) {
            log.warn("A password reset could not be sent: {}", e.toString());
        }
    }

    /**
     * An operator's wish: the old password is void at once, all sessions end, and a link for a new one is mailed. {@code details} go into
     * the audit log.
     */
    public void require(String userId, HttpServletRequest request, Map<String, String> details) {
        String base = links.base(request);
        User user = users.byId(userId).filter(User::isActive).orElseThrow(() -> Problem.notFound("person"));
        if (user.email() == null) {
            throw Problem.conflict("no_address", "This person has no address to which a link could be mailed.");
        }
        signOuts.endWith(
                userId,
                "",
                alongside -> accounts.forgetPassword(userId, () -> {
                    alongside.run();
                    if (!links.send(Purpose.RESET_PASSWORD, userId, null, base)) {
                        throw Links.tooMany();
                    }
                    audit.record("password_reset_required", userId, details);
                }));
    }

    /** Ends all sessions. A password that is not good enough does not use the link up. */
    void reset(String token, String password) {
        Link link = links.find(Purpose.RESET_PASSWORD, token);
        User user = users.byId(link.userId()).orElseThrow(Links::expired);
        NewPassword fresh = accounts.hash("password", password, user, accounts.shortest(user.id()));
        signOuts.endWith(
                user.id(),
                "",
                alongside -> Objects.requireNonNull(writing.execute(transaction -> {
                    links.use(Purpose.RESET_PASSWORD, token);
                    return accounts.resetPassword(user.id(), fresh, () -> {
                        alongside.run();
                        audit.record("password_reset", user.id(), Map.of());
                    });
                })));
        Optional.ofNullable(user.email()).ifPresent(failedLogins::forget);
    }

    @Override
    public void destroy() {
        aside.shutdown();
    }
}
