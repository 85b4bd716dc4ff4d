package dev.jari.telemetry;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last line of defence for what a library, or one of us, puts into a message or an exception: what looks like an address or a token is
 * blotted out of JSON logs. Nothing relies on it.
 */
final class Masking implements StructuredLoggingJsonMembersCustomizer<Object> {
    // A name of a class or method is as long, but has no digit in it.
    private static final Pattern TOKEN = Pattern.compile("(?=[A-Za-z_-]{0,60}\\d)[A-Za-z0-9_-]{40,}");
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]+");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, Masking::mask));
    }

    static String mask(String text) {
        String masked = text;
        if (masked.indexOf('@') >= 0) {
            masked = ADDRESS.matcher(masked).replaceAll("(address)");
        }
        return TOKEN.matcher(JWT.matcher(masked).replaceAll("(token)")).replaceAll("(token)");
    }
}
