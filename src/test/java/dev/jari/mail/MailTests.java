package dev.jari.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.web.Language;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Real mail over SMTP. */
@ParameterizedClass
@EachEngine
class MailTests {
    private static final Mail MAIL = new Mail(
            "mina@example.com",
            Language.KO,
            "verify-email",
            Map.of("link", "https://jari.example/verify-email#abc", "minutes", "15"));

    private final Engine engine;
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    MailTests(Engine engine) {
        this.engine = engine;
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private App start(int port) {
        return App.start(
                engine,
                "jari.mail.mailbox=false",
                "jari.web.public-url=https://jari.example",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + port);
    }

    @Test
    void arrivesOnceHoweverManyInstancesSend() throws Exception {
        try (App one = start(server.getSmtp().getPort());
                App two = one.another(
                        "jari.mail.mailbox=false",
                        "jari.web.public-url=https://jari.example",
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.port=" + server.getSmtp().getPort())) {
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? one : two).bean(Mailer.class).send(MAIL);
            }
            await(() -> waiting(one) == 0);
            LockSupport.parkNanos(1_000_000_000);
        }
        assertThat(server.getReceivedMessages()).hasSize(20);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("자리: 이메일 주소를 확인해 주세요");
        assertThat(message.getFrom()[0]).hasToString("Jari <no-reply@jari.example>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).endsWith("@jari.example>");
        assertThat(message.getContent()).isInstanceOf(MimeMultipart.class);
    }

    @Test
    void waitsForAServerThatIsDownAndForOneThatRefuses() {
        int port = server.getSmtp().getPort();
        server.stop();
        try (App app = start(port)) {
            app.bean(Mailer.class).send(MAIL);
            await(() -> attempts(app) == 1);
            assertThat(waiting(app)).isOne();
            due(app);
            await(() -> attempts(app) == 2);

            GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            back.start();
            due(app);
            await(() -> waiting(app) == 0);
            assertThat(back.getReceivedMessages()).hasSize(1);
            back.stop();
        }
    }

    @Test
    void givesUpAfterADay() {
        int port = server.getSmtp().getPort();
        server.stop();
        try (App app = start(port)) {
            app.bean(Mailer.class).send(MAIL);
            await(() -> attempts(app) == 1);
            write(app, "update mail set created_at = created_at - 86400001");
            await(() -> waiting(app) == 0);
        }
    }

    @Test
    void isNotSentForWhatWasRolledBack() {
        try (App app = start(server.getSmtp().getPort())) {
            assertThatThrownBy(() -> app.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
                        app.bean(Mailer.class).send(MAIL);
                        throw new IllegalStateException("changed our mind");
                    }))
                    .hasMessage("changed our mind");
            assertThat(waiting(app)).isZero();
        }
    }

    @Test
    void keepsNoLinkReadableInTheDatabase() {
        int port = server.getSmtp().getPort();
        server.stop();
        try (App app = start(port)) {
            app.bean(Mailer.class).send(MAIL);
            assertThat(app.bean(JdbcClient.class)
                            .sql("select wrapped from mail")
                            .query(String.class)
                            .single())
                    .doesNotContain("abc", "verify-email");
        }
    }

    @Test
    void asksForThePublicAddressWhereMailIsSent() {
        assertThatThrownBy(() -> App.start(engine, "jari.mail.mailbox=false", "spring.mail.host=127.0.0.1"))
                .hasStackTraceContaining("jari.web.public-url");
    }

    private static int attempts(App app) {
        return app.bean(JdbcClient.class)
                .sql("select coalesce(max(attempts), 0) from mail")
                .query(Integer.class)
                .single();
    }

    private static long waiting(App app) {
        return app.bean(JdbcClient.class)
                .sql("select count(*) from mail")
                .query(Long.class)
                .single();
    }

    private static void due(App app) {
        write(app, "update mail set due_at = 0");
    }

    private static void write(App app, String sql) {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        transaction -> app.bean(JdbcClient.class).sql(sql).update());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(15);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
