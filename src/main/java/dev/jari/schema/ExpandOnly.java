package dev.jari.schema;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a migration that the release before can live with: it adds tables, indexes, rows, and columns that old inserts may leave out. */
final class ExpandOnly {
    private static final Pattern NOT_CODE = Pattern.compile("--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'", Pattern.DOTALL);
    private static final Pattern NEW_TABLE = Pattern.compile("create table (?:if not exists )?(\\S+?)[ (].*");
    private static final Pattern UNIQUE_INDEX = Pattern.compile("create unique index .*? on (?:only )?(\\S+?) ?\\(.*");
    private static final Pattern NEW_COLUMN =
            Pattern.compile("alter table \\S+ add (?:column )?(?!constraint|check|unique" + "|primary|foreign)\\S+ .*");

    private ExpandOnly() {}

    /** What stands against it, as the end of a sentence; empty if nothing does. */
    static Optional<String> objection(String sql) {
        Set<String> made = new HashSet<>();
        return statements(sql)
                .map(statement -> objection(statement, made))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<String> statements(String sql) {
        String code = NOT_CODE.matcher(sql)
                .replaceAll(text -> text.group().startsWith("'") ? "''" : " ")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(code.split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " "))
                .filter(statement -> !statement.isEmpty());
    }

    private static Optional<String> objection(String statement, Set<String> made) {
        Matcher table = NEW_TABLE.matcher(statement);
        if (table.matches()) {
            made.add(table.group(1));
            return Optional.empty();
        }
        Matcher unique = UNIQUE_INDEX.matcher(statement);
        if (unique.matches()) {
            return made.contains(unique.group(1))
                    ? Optional.empty()
                    : refused(statement, "old rows or writers may break it");
        }
        if (NEW_COLUMN.matcher(statement).matches()) {
            return statement.contains(" not null") && !statement.contains(" default ")
                    ? refused(statement, "the old release does not fill it: give it a default")
                    : Optional.empty();
        }
        boolean adds = statement.startsWith("create index ")
                || statement.startsWith("insert into ")
                || statement.startsWith("update ")
                || statement.startsWith("with ");
        return adds ? Optional.empty() : refused(statement, "it takes something away that the old release may need");
    }

    private static Optional<String> refused(String statement, String why) {
        return Optional.of("\"" + statement.substring(0, Math.min(statement.length(), 80)) + "\": " + why);
    }
}
