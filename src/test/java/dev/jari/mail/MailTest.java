package dev.jari.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jari.web.Language;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
    private static final Map<String, String> VALUES = Map.of(
            "link",
            "https://jari.example/x#abc",
            "minutes",
            "15",
            "device",
            "Chrome",
            "network",
            "10.0.0.0/24",
            "time",
            "now");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify-email",
                "reset-password",
                "change-email",
                "email-change-notice",
                "email-changed",
                "password-changed",
                "token-reused",
                "new-device"
            })
    void isWrittenInBothLanguages(String template) {
        for (Language language : Language.values()) {
            Letter letter = Letter.of(new Mail("mina@example.com", language, template, VALUES));
            assertThat(letter.subject()).isNotBlank().doesNotContain("\n", "{");
            assertThat(letter.text()).isNotBlank().doesNotContain("{");
            assertThat(letter.html()).startsWith("<p>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com,b@example.com",
                "a@example.com;b@example.com",
                "<a@example.com>",
                "a b@example.com",
                "a@b@example.com\u2028",
                "a@example.com\0",
                "nobody",
                ""
            })
    void isForOneAddressOnly(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail(address, Language.EN, "verify-email", VALUES));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void escapesValuesAndKeepsThemOnOneLine(Language language) {
        Letter letter = Letter.of(new Mail(
                "mina@example.com",
                language,
                "new-device",
                Map.of("device", "<script>\r\n\r\nBcc: x", "network", "n", "time", "$1 \\ {link}")));
        assertThat(letter.html()).contains("&lt;script&gt; Bcc: x").doesNotContain("<script");
        assertThat(letter.text()).contains("<script> Bcc: x").contains("$1 \\ {link}");
    }

    @Test
    void makesALinkOfWebAddressesOnly() {
        Letter letter = Letter.of(new Mail(
                "mina@example.com", Language.EN, "verify-email", Map.of("link", "javascript:x", "minutes", "15")));
        assertThat(letter.html()).doesNotContain("href");
    }
}
