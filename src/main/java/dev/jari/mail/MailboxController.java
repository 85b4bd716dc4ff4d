package dev.jari.mail;

import dev.jari.mail.MailStore.Waiting;
import dev.jari.web.ClientAddress;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import dev.jari.web.PublicAddress;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The developer mailbox. Who reads it can sign in as anybody, so it answers only this machine itself, and only where nothing says that
 * a proxy stands in between, be it a header or a public address; {@code jari.mail.mailbox=true} opens it for all.
 */
@Hidden
@RestController
class MailboxController {
    private static final int LISTED = 50;
    private static final List<String> PROXIED = List.of("forwarded", "via", "x-real-ip");

    private final Mailer mailer;
    private final MailStore store;
    private final ClientAddress address;
    private final PublicAddress site;
    private final boolean forAll;

    MailboxController(
            Mailer mailer, MailStore store, ClientAddress address, PublicAddress site, MailSettings settings) {
        this.mailer = mailer;
        this.store = store;
        this.address = address;
        this.site = site;
        forAll = settings.mailbox() == MailSettings.Mailbox.ON;
    }

    record Kept(
            String id,
            Instant at,
            String to,
            String subject,
            String text,
            @Nullable String link) {}

    @GetMapping(path = "/dev/mailbox.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<Kept> json(@RequestParam @Nullable String to, HttpServletRequest request) {
        return Page.whole(latest(to, request).stream()
                .map(kept -> {
                    Letter letter = Letter.of(kept.mail());
                    return new Kept(
                            kept.id(),
                            Instant.ofEpochMilli(kept.createdAt()),
                            kept.mail().to(),
                            letter.subject(),
                            letter.text(),
                            Letter.link(kept.mail()).orElse(null));
                })
                .toList());
    }

    @GetMapping(path = "/dev/mailbox", produces = "text/html;charset=UTF-8")
    String page(@RequestParam @Nullable String to, HttpServletRequest request) {
        String mails =
                latest(to, request).stream().map(MailboxController::article).collect(Collectors.joining("<hr>"));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Mailbox</title></head>
                <body><h1>Developer mailbox</h1>
                <p>No mail server is configured: what would have been mailed in the last day is here, newest first.</p><hr>
                %s
                </body></html>
                """.formatted(mails.isEmpty() ? "<p>Empty.</p>" : mails);
    }

    private static String article(Waiting kept) {
        Letter letter = Letter.of(kept.mail());
        return "<article lang=\"%s\"><h2>%s</h2><p>To: %s<br>%s</p>%s</article>"
                .formatted(
                        kept.mail().language().code(),
                        HtmlUtils.htmlEscape(letter.subject()),
                        HtmlUtils.htmlEscape(kept.mail().to()),
                        Instant.ofEpochMilli(kept.createdAt()),
                        letter.html());
    }

    private List<Waiting> latest(@Nullable String to, HttpServletRequest request) {
        if (!mailer.isMailbox() || !(forAll || isLocal(request))) {
            throw Problem.notFound("page");
        }
        return store.latest(to == null || to.isBlank() ? null : to.strip().toLowerCase(Locale.ROOT), LISTED);
    }

    private boolean isLocal(HttpServletRequest request) {
        boolean proxied = Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> PROXIED.contains(name) || name.startsWith("x-forwarded-"));
        // By the name they called, too: a page of another site may have its own name point to this machine.
        String host = request.getServerName();
        boolean localName = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        try {
            return !proxied
                    && site.configured().isEmpty()
                    && localName
                    && InetAddress.getByName(address.of(request)).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
