package dev.jari.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup holds: when, of which engine, how many rows of each table, and the SHA-256 of each file. The text can be checked by
 * {@code sha256sum -c MANIFEST} without Jari; its last line is the SHA-256 of those before it.
 */
record Manifest(Instant taken, String engine, SortedMap<String, Long> rows, SortedMap<String, String> sums) {
    static final String NAME = "MANIFEST";
    private static final String FIRST = "# Jari backup, format 1";
    private static final String TAKEN = "# taken ";
    private static final String ENGINE = "# engine ";
    private static final String ROWS = "# rows ";
    private static final String SEAL = "# manifest ";

    String text() {
        StringBuilder text = new StringBuilder(FIRST + "\n" + TAKEN + taken + "\n" + ENGINE + engine + "\n");
        rows.forEach((table, count) -> text.append(ROWS + table + " " + count + "\n"));
        sums.forEach((name, sum) -> text.append(sum + "  " + name + "\n"));
        return text + SEAL + PrivateFiles.sha256(text.toString()) + "\n";
    }

    static Manifest read(Path backup) throws IOException {
        Path file = backup.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new Refusal("%s is no backup: it has no %s.".formatted(backup, NAME));
        }
        String text = Files.readString(file);
        int seal = text.lastIndexOf(SEAL);
        if (!text.startsWith(FIRST)
                || seal < 0
                || !text.substring(seal).equals(SEAL + PrivateFiles.sha256(text.substring(0, seal)) + "\n")) {
            throw new Refusal("%s is damaged: it is not as it was written.".formatted(file));
        }
        SortedMap<String, Long> rows = new TreeMap<>();
        SortedMap<String, String> sums = new TreeMap<>();
        for (String line : text.substring(0, seal).lines().toList()) {
            after(ROWS, line).map(rest -> rest.split(" ")).ifPresent(row -> rows.put(row[0], Long.valueOf(row[1])));
            if (!line.startsWith("#")) {
                sums.put(line.substring(line.indexOf("  ") + 2), line.substring(0, line.indexOf(' ')));
            }
        }
        return new Manifest(Instant.parse(only(TAKEN, text)), only(ENGINE, text), rows, sums);
    }

    private static Optional<String> after(String key, String line) {
        return line.startsWith(key) ? Optional.of(line.substring(key.length())) : Optional.empty();
    }

    private static String only(String key, String text) {
        return text.lines()
                .flatMap(line -> after(key, line).stream())
                .findFirst()
                .orElseThrow();
    }

    /** Every file is there as it was written, and no other. */
    void check(Path backup) throws IOException {
        SortedMap<String, String> found = PrivateFiles.sums(backup);
        found.remove(NAME);
        if (!found.equals(sums)) {
            List<String> different = new ArrayList<>(sums.keySet());
            different.removeIf(name -> Objects.equals(sums.get(name), found.get(name)));
            found.keySet().stream().filter(name -> !sums.containsKey(name)).forEach(different::add);
            throw new Refusal(
                    "%s is damaged, nothing was restored: %s".formatted(backup, String.join(", ", different)));
        }
    }

    /** What was restored is what was saved. */
    void compare(Map<String, Long> restored) {
        if (!rows.equals(restored)) {
            throw new Refusal(
                    "The restored database has other rows than the backup: %s instead of %s".formatted(restored, rows));
        }
    }
}
