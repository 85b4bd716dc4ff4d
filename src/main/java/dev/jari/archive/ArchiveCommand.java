package dev.jari.archive;

import dev.jari.archive.ArchiveStore.Kept;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code ./jari archive list | verify | restore NAME… | restore all}, beside running instances. */
@Component
public class ArchiveCommand {
    private static final int USAGE = 64;

    private final Archives archives;

    ArchiveCommand(Archives archives) {
        this.archives = archives;
    }

    /** Prints what it does and answers the exit code. Words that begin with {@code --} are settings. */
    public int run(List<String> arguments) {
        List<String> words =
                arguments.stream().filter(word -> !word.startsWith("--")).toList();
        try {
            return switch (words.isEmpty() ? "" : words.getFirst()) {
                case "list" -> list();
                case "verify" -> verify();
                case "restore" -> restore(words.subList(1, words.size()));
                default -> usage();
            };
        } catch (IOException | IllegalStateException e) {
            System.out.println(e.getMessage());
            return 1;
        }
    }

    private int list() {
        for (Kept one : archives.all()) {
            System.out.printf(
                    "%-32s %9d rows %10d bytes  %s%n",
                    one.name(), one.rows(), one.bytes(), one.removed() ? archives.where(one) : "also in the database");
        }
        return 0;
    }

    private int verify() {
        int broken = 0;
        for (Kept one : archives.all()) {
            try {
                archives.verify(one);
                System.out.println(one.name() + ": as it was written");
            } catch (IOException e) {
                broken++;
                System.out.println(one.name() + ": " + e.getMessage());
            }
        }
        return broken == 0 ? 0 : 1;
    }

    /** The newest first: the audit log can only grow at its beginning. */
    private int restore(List<String> names) throws IOException {
        boolean all = names.equals(List.of("all"));
        List<Kept> wanted = archives.all().stream()
                .filter(one -> all ? one.removed() : names.contains(one.name()))
                .sorted(Comparator.comparing(Kept::name).reversed())
                .toList();
        if (names.isEmpty() || (!all && wanted.size() != names.size())) {
            System.out.println("Name archives as ./jari archive list does, or write: restore all");
            return USAGE;
        }
        for (Kept one : wanted) {
            archives.restore(one);
            System.out.println(one.name() + ": " + one.rows() + " rows are back for 30 days");
        }
        return 0;
    }

    private static int usage() {
        System.out.println("Write archive list, archive verify, archive restore NAME…, or archive restore all.");
        return USAGE;
    }
}
