package dev.jari.account;

import dev.jari.account.Link.Purpose;
import dev.jari.account.LinkStore.Person;
import dev.jari.mail.Mail;
import dev.jari.mail.Mailer;
import dev.jari.user.Profiles;
import dev.jari.web.Problem;
import dev.jari.web.PublicAddress;
import dev.jari.web.Secrets;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Links in mails: made, sent, and opened once. */
@Service
@Transactional
class Links {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int MOST = 3;

    private final LinkStore store;
    private final Mailer mailer;
    private final Profiles profiles;
    private final PublicAddress address;
    private final Clock clock;

    Links(LinkStore store, Mailer mailer, Profiles profiles, PublicAddress address, Clock clock) {
        this.store = store;
        this.mailer = mailer;
        this.profiles = profiles;
        this.address = address;
        this.clock = clock;
    }

    /**
     * With what links begin. What a request says it called is believed only where the mail stays on this machine: else anybody could
     * have us send links to a site of theirs.
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    String base(HttpServletRequest request) {
        if (!mailer.isOn()) {
            throw Problem.unavailable("mail_unavailable", "This server sends no mail; please tell its operator.", 3600);
        }
        return address.configured().orElseGet(() -> address.claimed(request));
    }

    /** To the person's own address ({@code to} null) or one that they want. False: three were sent there in the last hour. */
    boolean send(Purpose purpose, String userId, @Nullable String to, String base) {
        Optional<Person> person = store.hold(userId);
        if (person.isEmpty()) {
            return false;
        }
        long now = clock.millis();
        String recipient = to == null ? person.get().email() : to;
        // A person without an address has their id in its place.
        if (!recipient.contains("@") || store.count(purpose, recipient, now - COUNTED.toMillis()) >= MOST) {
            return false;
        }
        String token = Secrets.token();
        store.insert(Secrets.hexDigest(token), purpose, person.get(), recipient, now, now + LIFE.toMillis());
        Map<String, String> values =
                Map.of("link", base + purpose.page + "#" + token, "minutes", Long.toString(LIFE.toMinutes()));
        mailer.send(new Mail(recipient, profiles.of(userId).language(), purpose.mail, values));
        return true;
    }

    /** Whose link this is, without using it up; 410 if it cannot be used. */
    @Transactional(readOnly = true)
    Link find(Purpose purpose, String token) {
        return store.find(Secrets.hexDigest(token), purpose, clock.millis()).orElseThrow(Links::expired);
    }

    /** Uses a link up, together with what it is for, in the caller's transaction; 410 {@code link_expired} whatever is wrong with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    Link use(Purpose purpose, String token) {
        return store.use(Secrets.hexDigest(token), purpose, clock.millis()).orElseThrow(Links::expired);
    }

    static Problem expired() {
        return Problem.of(
                HttpStatus.GONE, "link_expired", "This link was used already or is too old; ask for a new one.");
    }

    static Problem tooMany() {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too_many_links",
                        "Three links went to this address in the last hour; look for them, or wait.")
                .retryAfter(COUNTED.toSeconds());
    }
}
