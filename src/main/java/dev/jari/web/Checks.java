package dev.jari.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that one answer names all of it and says what to write instead. */
public final class Checks {
    private final List<Problem.FieldError> errors = new ArrayList<>();

    public boolean that(boolean holds, String field, String code, String message) {
        if (!holds) {
            errors.add(new Problem.FieldError(field, code, message));
        }
        return holds;
    }

    /** A text that must be there. Answers it without blanks around it; empty where it is refused. */
    public String text(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            that(false, field, "required", "Write 1 to " + max + " characters.");
            return "";
        }
        String text = optionalText(field, value, max);
        return text == null ? "" : text;
    }

    /** A text that may be absent; a blank one is. */
    public @Nullable String optionalText(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        that(text.length() <= max, field, "too_long", "Write at most " + max + " characters.");
        that(isPlain(text), field, "not_plain", "Write plain text without control characters.");
        return text;
    }

    public int number(String field, @Nullable Integer value, int otherwise, int min, int max) {
        int number = value == null ? otherwise : value;
        that(
                min <= number && number <= max,
                field,
                "out_of_range",
                "Write a whole number from " + min + " to " + max + ".");
        return number;
    }

    /** One of the names of an enum; the first one stands in where it is refused. */
    public <E extends Enum<E>> E oneOf(String field, @Nullable String value, Class<E> type) {
        E[] all = type.getEnumConstants();
        for (E one : all) {
            if (one.name().equals(value)) {
                return one;
            }
        }
        String names = String.join(", ", Arrays.stream(all).map(Enum::name).toList());
        that(false, field, value == null ? "required" : "not_allowed", "Write one of " + names + ".");
        return all[0];
    }

    public <E extends Enum<E>> E oneOf(String field, @Nullable String value, E otherwise) {
        return value == null ? otherwise : oneOf(field, value, otherwise.getDeclaringClass());
    }

    /** Throws what was found, if anything. */
    public void done() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Not every database stores each control character or half a surrogate pair, and no reader needs them. */
    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Checks::isControl);
    }

    private static boolean isControl(int c) {
        boolean line = c == '\n' || c == '\r' || c == '\t';
        return (Character.isISOControl(c) && !line) || Character.getType(c) == Character.SURROGATE;
    }
}
