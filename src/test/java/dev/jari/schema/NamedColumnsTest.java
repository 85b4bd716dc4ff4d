package dev.jari.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A release that runs while the next one's migration adds a column must not notice: PostgreSQL refuses a prepared "select *" whose
 * answer has changed, once on each connection, and the transaction with it.
 */
class NamedColumnsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ALL =
            Pattern.compile("(?:\\bselect|\\breturning)\\s+\\*(?! from \\()|(?:\\bselect|,)\\s+\\w+\\.\\*");

    @Test
    void readsColumnsByName() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> all = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !isArchive(file))
                    .flatMap(file -> ALL.matcher(text(file)).results().map(found -> file + ": " + found.group()))
                    .toList();
            assertThat(all).isEmpty();
        }
    }

    @Test
    void findsWhatItLooksFor() {
        assertThat(List.of(
                        "select * from users",
                        "returning *",
                        "select u.* from users u",
                        "select x.id, u.* from users u"))
                .allMatch(sql -> ALL.matcher(sql).find());
        assertThat(List.of(
                        "select count(*) from users", "select * from (select id from users) as some", "(a.b * c, d)"))
                .noneMatch(sql -> ALL.matcher(sql).find());
    }

    /** An archive takes what there is, a column added yesterday too; a job that fails goes on. */
    private static boolean isArchive(Path file) {
        return text(file).contains("implements Archivable");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
