package dev.jari.live;

import dev.jari.web.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** {@code /topic/<family>.<key>}, {@code /user/queue/<family>} or {@code /app/<family>.<key>}; anything else, such as a pattern, is none. */
public record Destination(Kind kind, String family, String key) {
    private static final Pattern FORM =
            Pattern.compile("/(topic|app|user/queue)/([a-z][a-z-]{0,30})(?:\\.([A-Za-z0-9_-][A-Za-z0-9._-]{0,199}))?");

    public enum Kind {
        TOPIC,
        QUEUE,
        APP
    }

    public static Destination of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused();
        }
        String key = form.group(3) == null ? "" : form.group(3);
        Kind kind =
                switch (form.group(1)) {
                    case "topic" -> Kind.TOPIC;
                    case "app" -> Kind.APP;
                    default -> Kind.QUEUE;
                };
        if ((kind == Kind.TOPIC && key.isEmpty()) || (kind == Kind.QUEUE && !key.isEmpty())) {
            throw refused();
        }
        return new Destination(kind, form.group(2), key);
    }

    public static Destination topic(String family, String key) {
        return new Destination(Kind.TOPIC, family, key);
    }

    public static Destination queue(String queue) {
        return new Destination(Kind.QUEUE, queue, "");
    }

    public static Problem refused() {
        return Problem.of(HttpStatus.FORBIDDEN, "destination_refused", "This is no destination for that.");
    }

    @Override
    public String toString() {
        return switch (kind) {
            case TOPIC -> "/topic/" + family + "." + key;
            case QUEUE -> "/user/queue/" + family;
            case APP -> "/app/" + family + "." + key;
        };
    }
}
