package dev.jari.mail;

import dev.jari.web.Language;
import java.util.Map;
import java.util.regex.Pattern;

/** What to tell whom: {@code template} names the text, {@code values} what it leaves open. */
public record Mail(String to, Language language, String template, Map<String, String> values) {

    // One address, and nothing that would begin another header or another address.
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\\p{L}\\p{N}.-]+");

    public Mail {
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("not an address to write to");
        }
        values = Map.copyOf(values);
    }
}
