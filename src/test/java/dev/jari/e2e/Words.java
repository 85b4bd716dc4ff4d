package dev.jari.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the pages say in each language, out of the pages' own catalogs: tests press what people read, by its key. */
enum Words {
    KO("ko-KR"),
    EN("en-US");

    final String locale;
    private final Map<String, String> texts;

    Words(String locale) {
        this.locale = locale;
        texts = read("i18n/" + language(), "i18n/" + language() + "-codes", "owner/" + language());
    }

    String language() {
        return locale.substring(0, 2);
    }

    String of(String key) {
        return Optional.ofNullable(texts.get(key)).orElseThrow(() -> new IllegalArgumentException("No text " + key));
    }

    private static Map<String, String> read(String... catalogs) {
        Pattern entry = Pattern.compile("^  '([\\w.]+)': '(.*)',$", Pattern.MULTILINE);
        Map<String, String> texts = new HashMap<>();
        for (String catalog : catalogs) {
            try {
                String text = Files.readString(Path.of("src/main/web", catalog + ".ts"));
                entry.matcher(text).results().forEach(found -> texts.put(found.group(1), found.group(2)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }
}
