package dev.jari.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages in which we write to people. */
public enum Language {
    KO,
    EN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Language> of(@Nullable String code) {
        return List.of(values()).stream()
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    /** What a browser asks for (RFC 9110, Accept-Language); Korean where it asks for neither. */
    public static Language preferred(@Nullable String acceptLanguage) {
        try {
            List<Locale.LanguageRange> wanted =
                    acceptLanguage == null ? List.of() : Locale.LanguageRange.parse(acceptLanguage);
            return wanted.stream()
                    .flatMap(range -> of(range.getRange().split("-", 2)[0]).stream())
                    .findFirst()
                    .orElse(KO);
        } catch (IllegalArgumentException e) {
            return KO;
        }
    }
}
