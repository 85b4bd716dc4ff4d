package dev.jari.archive;

import dev.jari.archive.Archivable.Span;
import dev.jari.archive.ArchiveStore.Kept;
import dev.jari.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes files, reads them back, and puts their rows where they came from. */
@Component
public class Archives {
    private static final Duration BACK = Duration.ofDays(30);
    private static final String MANIFEST = "MANIFEST";

    private final ObjectProvider<Archivable> sources;
    private final ArchiveStore kept;
    private final Store store;
    private final DataDirectory data;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Archives(
            ObjectProvider<Archivable> sources,
            ArchiveStore kept,
            ArchiveSettings settings,
            DataDirectory data,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sources = sources;
        this.kept = kept;
        this.data = data;
        this.clock = clock;
        store = settings.s3() != null
                ? new S3(settings.s3(), clock)
                : new Folder(settings.directory().isBlank() ? data.resolve("archive") : Path.of(settings.directory()));
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** Writes the next month that is due; empty: there is none. */
    Optional<Kept> writeNext() throws IOException {
        for (Archivable source : sources.orderedStream().toList()) {
            String from =
                    kept.latest(source.name()).map(last -> last.span().to()).orElse("");
            Optional<Span> due = reading.execute(status -> source.due(from));
            if (due != null && due.isPresent()) {
                return Optional.of(write(source, due.get()));
            }
        }
        return Optional.empty();
    }

    /** Whoever is killed on the way has a file and no row for it, and writes the same file again. */
    private Kept write(Archivable source, Span span) throws IOException {
        String name = source.name() + "-" + span.month();
        Path file = scratch(name);
        try {
            long rows = Lines.write(file, sink -> reading.executeWithoutResult(status -> source.read(span, sink)));
            Kept written = new Kept(
                    name, source.name(), span, rows, Files.size(file), Lines.sha256(file), clock.millis(), false);
            store.put(written.file(), file);
            fetch(written, file);
            kept.insert(written);
            return written;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Path scratch(String name) throws IOException {
        return Files.createTempFile(data.path(), name + "-", ".half");
    }

    /** As it is kept, and checked. */
    private void fetch(Kept wanted, Path to) throws IOException {
        if (!store.get(wanted.file(), to)) {
            throw new IOException(store.where(wanted.file()) + " is missing");
        }
        if (!Lines.sha256(to).equals(wanted.sha256())) {
            throw new IOException(store.where(wanted.file()) + " is not as it was written");
        }
    }

    /** As {@code sha256sum -c} reads it. */
    void writeManifest() throws IOException {
        List<Kept> all = kept.all();
        if (!all.isEmpty()) {
            Path file = scratch(MANIFEST);
            try {
                Files.writeString(
                        file,
                        all.stream()
                                .map(one -> one.sha256() + "  " + one.file() + "\n")
                                .collect(Collectors.joining()));
                store.put(MANIFEST, file);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /** In the running transaction; empty: nothing is left to remove. */
    Optional<Integer> removeSome(int limit) {
        return kept.toRemove(clock.millis()).map(one -> {
            int removed = source(one).remove(one.span(), limit);
            if (removed < limit) {
                kept.removed(one.name());
            }
            return removed;
        });
    }

    private Archivable source(Kept one) {
        return sources.stream()
                .filter(source -> source.name().equals(one.source()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing here is called " + one.source()));
    }

    List<Kept> all() {
        return kept.all();
    }

    String where(Kept one) {
        return store.where(one.file());
    }

    /** Throws if the file is not there or not as it was written. */
    void verify(Kept one) throws IOException {
        Path file = scratch(one.name());
        try {
            fetch(one, file);
            long lines = Lines.read(file, rows -> {});
            if (lines != one.rows()) {
                throw new IOException("%s has %d rows instead of %d".formatted(where(one), lines, one.rows()));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Puts the rows of a file back, for a month; rows that are there stay as they are. */
    void restore(Kept one) throws IOException {
        Archivable source = source(one);
        Path file = scratch(one.name());
        try {
            fetch(one, file);
            kept.restored(one, clock.instant().plus(BACK).toEpochMilli());
            Lines.read(file, rows -> writing.executeWithoutResult(status -> source.restore(rows)));
            writing.executeWithoutResult(status -> source.restored(one.span()));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
