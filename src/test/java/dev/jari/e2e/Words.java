package dev.jari.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pages say in each language, out of the pages' own catalogs: tests press what people read, by its key. */
enum Words {
    KO("ko-KR"),
    EN("en-US");

    final String locale;

    Words(String locale) {
        this.locale = locale;
    }

    String language() {
        return locale.substring(0, 2);
    }

    String of(String key) {
        Pattern entry = Pattern.compile("^  '%s': '(.*)',$".formatted(Pattern.quote(key)), Pattern.MULTILINE);
        for (String catalog : new String[] {
            "i18n/%s.ts",
            "i18n/%s-codes.ts",
            "owner/%s.ts",
            "signin/%s.ts",
            "account/%s.ts",
            "chat/%s.ts",
            "notifications/%s.ts",
            "community/%s.ts",
            "admin/%s.ts",
            "admin/%s-codes.ts"
        }) {
            Matcher text = entry.matcher(read(catalog.formatted(language())));
            if (text.find()) {
                return text.group(1);
            }
        }
        throw new IllegalArgumentException("No text " + key);
    }

    private static String read(String catalog) {
        try {
            return Files.readString(Path.of("src", "main", "web").resolve(catalog));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
