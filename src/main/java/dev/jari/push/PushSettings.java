package dev.jari.push;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code contact}: whom a push service may write to about us, a mailto: or https: address; the public address if not set. {@code
 * loopback}: also send to plain http on this machine, to try it out.
 */
@ConfigurationProperties(prefix = "jari.push", ignoreUnknownFields = false)
record PushSettings(
        @Nullable String contact, @DefaultValue("false") boolean loopback) {

    PushSettings {
        if (contact != null && !contact.matches("(mailto:\\S+@\\S+|https://\\S+)")) {
            throw new IllegalArgumentException("jari.push.contact must be such as mailto:admin@jari.example");
        }
    }
}
