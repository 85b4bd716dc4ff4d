package dev.jari.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A mail as it is read: a template with its values. A paragraph that is {@code {link}} alone becomes a link. */
record Letter(String subject, String text, String html) {
    private static final Pattern OPEN = Pattern.compile("\\{([a-zA-Z]+)}");

    static Letter of(Mail mail) {
        List<String> parts = List.of(template(mail).strip().split("\\R{2,}"));
        List<String> paragraphs = parts.subList(1, parts.size());
        return new Letter(
                filled(parts.getFirst(), mail.values()),
                paragraphs.stream()
                        .map(paragraph -> filled(paragraph, mail.values()))
                        .collect(Collectors.joining("\n\n", "", "\n")),
                paragraphs.stream()
                        .map(paragraph -> html(paragraph, mail.values()))
                        .collect(Collectors.joining("\n")));
    }

    static Optional<String> link(Mail mail) {
        return Optional.ofNullable(mail.values().get("link"));
    }

    private static String template(Mail mail) {
        String name =
                "/mail/%s.%s.txt".formatted(mail.template(), mail.language().code());
        try (InputStream in = Letter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no mail " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value is one line, whatever it was: it can neither end a header nor make a paragraph. */
    private static String filled(String part, Map<String, String> values) {
        return OPEN.matcher(part)
                .replaceAll(open -> Matcher.quoteReplacement(Optional.ofNullable(values.get(open.group(1)))
                        .orElseThrow(() -> new IllegalArgumentException("{" + open.group(1) + "} has no value"))
                        .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ")));
    }

    private static String html(String paragraph, Map<String, String> values) {
        String escaped = HtmlUtils.htmlEscape(filled(paragraph, values), "UTF-8");
        boolean link = paragraph.equals("{link}") && escaped.startsWith("http");
        return link
                ? "<p><a href=\"%1$s\" rel=\"noreferrer\">%1$s</a></p>".formatted(escaped)
                : "<p>%s</p>".formatted(escaped.replaceAll("\\R", "<br>"));
    }
}
