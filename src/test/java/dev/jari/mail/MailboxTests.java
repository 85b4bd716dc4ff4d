package dev.jari.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.web.Language;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailboxTests {
    @Test
    void showsMailsWithLinksToOpenAndNoScript() {
        App app = App.on(Engine.SQLITE);
        app.bean(Mailer.class)
                .send(new Mail(
                        "reader@example.com",
                        Language.EN,
                        "verify-email",
                        Map.of("link", "http://127.0.0.1/verify-email#a\"b", "minutes", "15")));
        Api.Answer page = app.api()
                .header("Accept", "text/html")
                .get("/dev/mailbox?to=reader@example.com")
                .expect(200);
        assertThat(page.body())
                .contains("<a href=\"http://127.0.0.1/verify-email#a&quot;b\"", "To: reader@example.com")
                .doesNotContain("<script", "style=");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
        assertThat(app.api()
                        .get("/dev/mailbox.json?to=reader@example.com")
                        .expect(200)
                        .text("items/0/link"))
                .isEqualTo("http://127.0.0.1/verify-email#a\"b");
    }

    @Test
    void isThereInADemoForThisMachineAlone() {
        try (App app = App.start(Engine.SQLITE, "jari.mail.mailbox=auto", "jari.demo=true")) {
            Api api = app.api();
            api.get("/dev/mailbox.json").expect(200);
            api.header("X-Forwarded-For", "203.0.113.7")
                    .get("/dev/mailbox.json")
                    .expect(404);
            api.header("Via", "1.1 proxy").get("/dev/mailbox").expect(404);
        }
    }

    @Test
    void isNotThereWhereASiteHasAPublicAddress() {
        try (App app = App.start(
                Engine.SQLITE,
                "jari.mail.mailbox=auto",
                "jari.demo=true",
                "jari.web.public-url=https://jari.example")) {
            app.api().get("/dev/mailbox.json").expect(404);
        }
    }

    @Test
    void isNotThereUnlessItIsAskedFor() {
        try (App app = App.start(Engine.SQLITE, "jari.mail.mailbox=auto")) {
            Api api = app.api();
            api.get("/dev/mailbox.json").expect(404);
            api.header("Accept", "text/html").get("/dev/mailbox").expect(404);
            api.registered("Mina").post("/api/auth/email-verification").expect(503, "mail_unavailable");
            api.post("/api/auth/password-reset", Map.of("email", "somebody@example.com"))
                    .expect(503, "mail_unavailable");
        }
    }
}
