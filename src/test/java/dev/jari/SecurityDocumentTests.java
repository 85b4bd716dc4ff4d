package dev.jari;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names every requirement, and only tests that there are. */
class SecurityDocumentTests {
    private static final Path TESTS = Path.of("src/test/java/dev/jari");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+\\.\\d+\\.\\d+)( \\(L3\\))? \\|.*\\| ([^|]+) \\|");
    private static final Pattern TEST =
            Pattern.compile("\\b((?:[a-z]+\\.)*)([A-Z]\\w*(?:Tests|Test|E2E))\\b(?:#(\\w+))?");

    /** ASVS 5.0: the numbers of levels 1 and 2 in each section. */
    private static final Map<String, String> LEVELS_1_AND_2 = Map.ofEntries(
            Map.entry("6.1", "1 2 3"),
            Map.entry("6.2", "1 2 3 4 5 6 7 8 9 10 11 12"),
            Map.entry("6.3", "1 2 3 4"),
            Map.entry("6.4", "1 2 3 4"),
            Map.entry("6.5", "1 2 3 4 5"),
            Map.entry("6.6", "1 2 3"),
            Map.entry("6.8", "1 2 3 4"),
            Map.entry("7.1", "1 2 3"),
            Map.entry("7.2", "1 2 3 4"),
            Map.entry("7.3", "1 2"),
            Map.entry("7.4", "1 2 3 4 5"),
            Map.entry("7.5", "1 2"),
            Map.entry("7.6", "1 2"),
            Map.entry("8.1", "1 2"),
            Map.entry("8.2", "1 2 3"),
            Map.entry("8.3", "1"),
            Map.entry("8.4", "1"),
            Map.entry("9.1", "1 2 3"),
            Map.entry("9.2", "1 2 3 4"),
            Map.entry("10.1", "1 2"),
            Map.entry("10.2", "1 2"),
            Map.entry("10.3", "1 2 3 4"),
            Map.entry("10.4", "1 2 3 4 5 6 7 8 9 10 11"),
            Map.entry("10.5", "1 2 3 4 5"),
            Map.entry("10.6", "1 2"),
            Map.entry("10.7", "1 2 3"));

    private final String document = read(Path.of("docs/security.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<MatchResult> rows() {
        return document.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();
    }

    @Test
    void namesEachRequirementOnce() {
        List<String> expected = new ArrayList<>();
        LEVELS_1_AND_2.forEach((section, numbers) ->
                Stream.of(numbers.split(" ")).forEach(number -> expected.add(section + "." + number)));
        List<String> found = rows().stream()
                .filter(row -> row.group(2) == null)
                .map(row -> row.group(1))
                .sorted()
                .toList();
        assertEquals(expected.stream().sorted().toList(), found);
    }

    @Test
    void saysOfEachHowItIsKnown() {
        for (MatchResult row : rows()) {
            String how = row.group(3);
            boolean known = TEST.matcher(how).find()
                    || Stream.of("not applicable: ", "**not met**: ", "no test: ")
                            .anyMatch(how::startsWith);
            assertEquals(true, known, row.group());
        }
    }

    @Test
    void namesOnlyTestsThatThereAre() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(TESTS)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        var missing = new TreeSet<String>();
        for (MatchResult name : TEST.matcher(document).results().toList()) {
            Path file = Path.of(name.group(1).replace('.', '/') + name.group(2) + ".java");
            boolean there = sources.stream()
                    .filter(source -> source.endsWith(file))
                    .map(SecurityDocumentTests::read)
                    .anyMatch(source -> name.group(3) == null || source.contains("void " + name.group(3) + "("));
            if (!there) {
                missing.add(name.group());
            }
        }
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void listsTheWordsThatAreNoPassword() {
        String passwords = read(Path.of("src/main/java/dev/jari/user/Passwords.java"));
        Matcher words = Pattern.compile("OWN_WORDS = Pattern.compile\\(\\s*\"([^\"]+)\"")
                .matcher(passwords);
        assertEquals(true, words.find());
        String listed = words.group(1).replace("|", ", ") + ".";
        assertEquals(true, document.replaceAll("\\s+", " ").contains(listed), listed);
    }
}
