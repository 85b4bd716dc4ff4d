package dev.jari.notification;

import dev.jari.notification.Notification.Subject;
import dev.jari.web.Language;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notifications in words: a title and a sentence for each type and kind. */
@Component
public class Texts {
    private static final Pattern OPEN = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

    Texts() {
        for (Language language : Language.values()) {
            texts.put(language, load(language));
        }
    }

    /** As the API and open tabs have it; {@code data} is what the text was made of. */
    @Schema(name = "Notification")
    public record View(
            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a11")
            String id,

            @Schema(example = "BOOKING") Subject type,
            @Schema(example = "CONFIRMED") String kind,
            @Schema(example = "예약이 확정되었습니다") String title,
            @Schema(example = "숨 헤어, 11월 23일 (월) 14:00") String text,

            @Schema(example = "/reservations", description = "The page about it")
            String path,

            @Schema(example = "{\"reservationId\": \"01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a11\"}")
            Map<String, String> data,

            @Schema(example = "2026-11-20T09:00:00Z") Instant createdAt,

            @Schema(example = "2026-11-20T09:05:00Z") @Nullable
            Instant readAt,

            @Schema(example = "2026-11-30T06:00:00Z") Instant expiresAt) {}

    public View view(Notification notification, Language language) {
        Map<String, String> data = new HashMap<>(notification.payload());
        data.remove("kind");
        data.remove("path");
        return new View(
                notification.id(),
                notification.type(),
                notification.kind(),
                text(notification, "title", language),
                text(notification, "text", language),
                notification.path(),
                data,
                Instant.ofEpochMilli(notification.createdAt()),
                notification.readAt() == null ? null : Instant.ofEpochMilli(notification.readAt()),
                Instant.ofEpochMilli(notification.expiresAt()));
    }

    private String text(Notification notification, String part, Language language) {
        Properties all = Objects.requireNonNull(texts.get(language));
        String key = notification.type() + "." + notification.kind() + "." + part;
        String text = all.getProperty(key, all.getProperty("other." + part));
        Map<String, String> values = notification.payload();
        return OPEN.matcher(text).replaceAll(open -> Matcher.quoteReplacement(value(open.group(1), values, language)));
    }

    private static String value(String name, Map<String, String> values, Language language) {
        return name.equals("time") ? time(values, language) : values.getOrDefault(name, "");
    }

    private static String time(Map<String, String> values, Language language) {
        String start = values.get("start");
        String pattern = language == Language.KO ? "M월 d일 (E) HH:mm" : "EEE, d MMM HH:mm";
        Locale locale = language == Language.KO ? Locale.KOREAN : Locale.ENGLISH;
        return start == null
                ? ""
                : DateTimeFormatter.ofPattern(pattern, locale)
                        .format(Instant.parse(start).atZone(ZoneId.of(values.getOrDefault("zone", "UTC"))));
    }

    private static Properties load(Language language) {
        String name = "/notification/texts.%s.properties".formatted(language.code());
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
