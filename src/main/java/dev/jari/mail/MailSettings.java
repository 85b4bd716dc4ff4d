package dev.jari.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code from}: the sender, {@code no-reply@} the host of {@code jari.web.public-url} if not set. {@code mailbox}: keep mails to be read
 * at {@code /dev/mailbox} instead of sending them; auto: where {@code jari.demo} is on and no
 * mail server is configured.
 */
@ConfigurationProperties(prefix = "jari.mail", ignoreUnknownFields = false)
record MailSettings(
        @Nullable String from, @DefaultValue("auto") Mailbox mailbox) {

    /** Boot reads true and false as on and off. */
    enum Mailbox {
        AUTO,
        ON,
        OFF
    }
}
