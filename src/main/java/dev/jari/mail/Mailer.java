package dev.jari.mail;

import dev.jari.mail.MailSettings.Mailbox;
import dev.jari.web.Ids;
import dev.jari.web.PublicAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The way to write to people. */
@Service
public class Mailer {
    private static final Logger log = LoggerFactory.getLogger(Mailer.class);

    private final MailStore store;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Way way;

    Mailer(
            MailStore store,
            MailSettings settings,
            Environment environment,
            PublicAddress address,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.meters = meters;
        way = way(settings, environment);
        if (way == Way.SMTP && address.configured().isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "jari.web.public-url",
                    null,
                    "Mails hold links to this site: write where people reach it, such as https://jari.example");
        }
        if (way == Way.NONE) {
            log.warn(
                    "No mail is sent: nobody can verify an address or reset a password. Set spring.mail.host, or try things out by jari.demo or jari.mail.mailbox.");
        }
    }

    private enum Way {
        SMTP,
        MAILBOX,
        NONE
    }

    private static Way way(MailSettings settings, Environment environment) {
        boolean server = !environment.getProperty("spring.mail.host", "").isBlank();
        boolean demo = environment.getProperty("jari.demo", Boolean.class, false);
        boolean mailbox = settings.mailbox() == Mailbox.AUTO ? demo && !server : settings.mailbox() == Mailbox.ON;
        if (mailbox) {
            return Way.MAILBOX;
        }
        return server ? Way.SMTP : Way.NONE;
    }

    /** Whether mails reach anybody. */
    public boolean isOn() {
        return way != Way.NONE;
    }

    /** Whether mails stay on this machine, for its developer to read. */
    public boolean isMailbox() {
        return way == Way.MAILBOX;
    }

    boolean isSmtp() {
        return way == Way.SMTP;
    }

    /** Sends after the caller's transaction, if there is one, has been committed. */
    @Transactional
    public void send(Mail mail) {
        Letter.of(mail); // A text that cannot be written is a fault of ours: here, not in a queue.
        meters.counter("jari.mail", "outcome", isOn() ? "accepted" : "dropped").increment();
        if (isOn()) {
            store.insert(Ids.next(), mail, clock.millis());
        }
    }
}
