package dev.jari.account;

import dev.jari.account.Link.Purpose;
import dev.jari.audit.Audit;
import dev.jari.mail.Mail;
import dev.jari.mail.Mailer;
import dev.jari.user.Accounts;
import dev.jari.user.Profiles;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People's e-mail addresses: proven, and changed. */
@Service
@Transactional
public class Addresses {
    private final Links links;
    private final Accounts accounts;
    private final Users users;
    private final Profiles profiles;
    private final Mailer mailer;
    private final Audit audit;

    Addresses(Links links, Accounts accounts, Users users, Profiles profiles, Mailer mailer, Audit audit) {
        this.links = links;
        this.accounts = accounts;
        this.users = users;
        this.profiles = profiles;
        this.mailer = mailer;
        this.audit = audit;
    }

    /** Mails a link to somebody who is new and whose address nobody has proven, where mail is sent at all. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void welcome(User user, HttpServletRequest request) {
        if (mailer.isOn() && !user.emailVerified()) {
            links.send(Purpose.VERIFY_EMAIL, user.id(), null, links.base(request));
        }
    }

    /** 409 {@code already_verified}, 429 {@code too_many_links}. */
    void askForProof(String userId, String base) {
        if (users.byId(userId).filter(User::emailVerified).isPresent()) {
            throw Problem.conflict("already_verified", "This address is confirmed already.");
        }
        if (!links.send(Purpose.VERIFY_EMAIL, userId, null, base)) {
            throw Links.tooMany();
        }
    }

    /**
     * 403 {@code not_your_link}, which leaves the link as it is, for everybody else: who has the mails of an address that a stranger
     * registered with must not confirm the stranger's account by a click.
     */
    void prove(String token, String userId) {
        Link link = use(Purpose.VERIFY_EMAIL, token, userId);
        if (!accounts.verify(link.userId(), link.address())) {
            throw Links.expired();
        }
        audit.record("email_verified", link.userId(), Map.of());
    }

    /** Mails a link to the new address, and a word of it to the old one. */
    void askForChange(String userId, String email, String base) {
        String wanted = accounts.free(email);
        User person = users.byId(userId).orElseThrow();
        if (!links.send(Purpose.CHANGE_EMAIL, userId, wanted, base)) {
            throw Links.tooMany();
        }
        tell(person, "email-change-notice");
        audit.record("email_change_asked", userId, Map.of());
    }

    /** 403 {@code not_your_link} as for {@link #prove}: a stranger may have asked for the mail. */
    void change(String token, String userId) {
        Link link = use(Purpose.CHANGE_EMAIL, token, userId);
        User before = users.byId(userId).orElseThrow();
        accounts.changeEmail(link.userId(), link.address());
        tell(before, "email-changed");
        audit.record("email_changed", link.userId(), Map.of());
    }

    private Link use(Purpose purpose, String token, String userId) {
        if (!links.find(purpose, token).userId().equals(userId)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "not_your_link",
                    "This link is for another account: sign in there, or leave it if that account is not yours.");
        }
        return links.use(purpose, token);
    }

    /** At the address that they had, if they had one. */
    private void tell(User user, String template) {
        Optional.ofNullable(user.email())
                .ifPresent(address ->
                        mailer.send(new Mail(address, profiles.of(user.id()).language(), template, Map.of())));
    }
}
