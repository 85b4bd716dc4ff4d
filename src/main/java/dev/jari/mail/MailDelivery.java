package dev.jari.mail;

import dev.jari.mail.MailStore.Waiting;
import dev.jari.web.PublicAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends what waits, one after the other, on a thread of its own: a mail server may take its time. A claimed mail is due again after a
 * while, so that one whose sender died, or whose server refused it, is tried again.
 */
@Component
class MailDelivery implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
    private static final int AT_ONCE = 20;
    private static final long FIRST_WAIT_SECONDS = 60;
    private static final int MOST_DOUBLINGS = 6;

    private final MailStore store;
    private final Mailer mailer;
    private final Optional<JavaMailSender> smtp;
    private final String from;
    private final Clock clock;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final AtomicLong waiting;
    private final Thread thread = Thread.ofVirtual().name("mail").unstarted(this::work);
    private volatile boolean stopping;

    MailDelivery(
            MailStore store,
            Mailer mailer,
            MailSettings settings,
            PublicAddress address,
            ObjectProvider<JavaMailSender> smtp,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.mailer = mailer;
        this.smtp = Optional.ofNullable(smtp.getIfAvailable());
        this.clock = clock;
        String host = address.configured().map(url -> URI.create(url).getHost()).orElse("localhost");
        from = Optional.ofNullable(settings.from()).orElse("Jari <no-reply@" + host + ">");
        sent = meters.counter("jari.mail", "outcome", "sent");
        failed = meters.counter("jari.mail", "outcome", "failed");
        givenUp = meters.counter("jari.mail", "outcome", "given_up");
        waiting = meters.gauge("jari.mail.waiting", new AtomicLong());
    }

    @Override
    public void afterPropertiesSet() {
        if (mailer.isOn()) {
            thread.start();
        }
    }

    private void work() {
        while (!stopping) {
            try {
                int old = store.giveUp(clock.millis() - GIVEN_UP_AFTER.toMillis());
                if (mailer.isSmtp()) {
                    countGivenUp(old);
                    store.due(clock.millis(), AT_ONCE).forEach(this::deliver);
                    waiting.set(store.count());
                }
            } catch (DataAccessException | TransactionException e) {
                log.debug("Mail waits for the database", e);
            } catch (RuntimeException e) {
                log.error("Mail delivery", e);
            }
            pause();
        }
    }

    private void countGivenUp(int number) {
        if (number > 0) {
            givenUp.increment(number);
            log.warn("{} mails could not be sent for a day and were given up", number);
        }
    }

    private void deliver(Waiting mail) {
        long wait = FIRST_WAIT_SECONDS << Math.min(mail.attempts(), MOST_DOUBLINGS);
        if (stopping
                || !store.claim(mail, clock.millis() + Duration.ofSeconds(wait).toMillis())) {
            return;
        }
        try {
            send(mail);
        } catch (MailException | MessagingException | IllegalArgumentException e) {
            failed.increment();
            log.warn(
                    "Mail {} ({}) could not be sent, next try in {} s: {}",
                    mail.id(),
                    mail.mail().template(),
                    wait,
                    e.getClass().getSimpleName());
            return;
        }
        store.sent(mail);
        sent.increment();
    }

    private void send(Waiting waiting) throws MessagingException {
        JavaMailSender server = smtp.orElseThrow();
        MimeMessage message = server.createMimeMessage();
        Letter letter = Letter.of(waiting.mail());
        var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(ascii(waiting.mail().to()));
        helper.setSubject(letter.subject());
        helper.setText(letter.text(), page(waiting.mail(), letter));
        message.setHeader("Auto-Submitted", "auto-generated");
        // The same for every attempt: a mail server that took it once knows it again.
        message.setHeader("Message-ID", "<" + waiting.id() + from.replaceAll(".*(@[^>]*).*", "$1") + ">");
        server.send(message);
    }

    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    }

    private static String page(Mail mail, Letter letter) {
        return "<!doctype html><html lang=\"%s\"><body>%s</body></html>"
                .formatted(mail.language().code(), letter.html());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Lets the mail at hand be finished: cut off between the server's answer and our note, it would be sent twice. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        if (thread.isAlive()) {
            thread.join(Duration.ofSeconds(5));
            thread.interrupt();
        }
    }
}
