package dev.jari.backup;

import dev.jari.embedded.DataDirectory;
import dev.jari.token.AuthSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What is behind {@code ./jari backup} and {@code ./jari restore}. Refuses with a {@link Refusal} what it cannot do whole. */
class Backups {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'jari-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String MASTER_KEY = "master.key";
    private static final String FILES = "files/";
    private static final String DATABASE = "jari.db";

    private final Store store;
    private final Path data;
    private final Path masterKey;
    private final Clock clock;

    @Autowired
    Backups(Environment environment, DataDirectory directory, AuthSettings settings, Clock clock) {
        this(store(environment, directory), directory.path(), settings.masterKeyIn(directory), clock);
    }

    Backups(Store store, Path data, Path masterKey, Clock clock) {
        this.store = store;
        this.data = data;
        this.masterKey = masterKey;
        this.clock = clock;
    }

    private static Store store(Environment environment, DataDirectory directory) {
        String url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith(PostgresStore.PREFIX)) {
            return new PostgresStore(
                    url,
                    environment.getProperty("spring.datasource.username", ""),
                    environment.getProperty("spring.datasource.password", ""));
        }
        return url.isBlank() ? new SqliteStore(directory.resolve(DATABASE)) : SqliteStore.of(url);
    }

    /** Answers the new backup, which appears in {@code target} when it is complete and not before. */
    Path take(Path target) {
        Path place = target.toAbsolutePath().normalize();
        if (place.equals(data)) {
            throw new Refusal("%s is the data directory itself: name another, it may be one in it.".formatted(data));
        }
        if (!Files.isRegularFile(masterKey)) {
            throw new Refusal("There is no master key %s: without it a database opens to nobody.".formatted(masterKey));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path backup = place.resolve(NAME.format(now));
        Path part = place.resolve("." + backup.getFileName() + ".part");
        try {
            PrivateFiles.directory(place);
            Files.createDirectory(part, DataDirectory.ownerOnly("rwx------"));
            try {
                fill(part, place, now);
                Files.move(part, backup, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                PrivateFiles.deleteAll(part);
            }
            return backup;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database first: a file of the archive that it speaks of is then there. */
    private void fill(Path part, Path target, Instant now) throws IOException, SQLException {
        Path dump = PrivateFiles.create(part.resolve(store.engine()));
        Map<String, Long> rows = store.save(dump);
        PrivateFiles.flush(dump);
        PrivateFiles.copy(masterKey, part.resolve(MASTER_KEY));
        for (Path file : PrivateFiles.below(data)) {
            if (isKept(file, target)) {
                PrivateFiles.copy(file, part.resolve(FILES).resolve(data.relativize(file)));
            }
        }
        Manifest manifest = new Manifest(now, store.engine(), new TreeMap<>(rows), PrivateFiles.sums(part));
        Path text = PrivateFiles.create(part.resolve(Manifest.NAME));
        Files.writeString(text, manifest.text());
        PrivateFiles.flush(text);
    }

    /** Not the database and its journals, nor Redis, nor earlier backups, nor logs, nor what begins with a dot. */
    private boolean isKept(Path file, Path target) {
        String first = data.relativize(file).getName(0).toString();
        return !store.owns(file)
                && !first.startsWith(".")
                && !first.equals("redis")
                && !first.startsWith("log")
                && !file.equals(masterKey)
                && !file.startsWith(target);
    }

    /** Checks every file before it writes the first. */
    String restore(Path backup) {
        try {
            Manifest manifest = Manifest.read(backup);
            manifest.check(backup);
            if (!manifest.engine().equals(store.engine())) {
                throw new Refusal(
                        "This is a backup of %s, the target is %s.".formatted(manifest.engine(), store.engine()));
            }
            checkThatNothingIsThere(backup);
            for (String name : manifest.sums().keySet()) {
                if (name.equals(MASTER_KEY) && !Files.exists(masterKey)) {
                    PrivateFiles.copy(backup.resolve(name), masterKey);
                } else if (name.startsWith(FILES)) {
                    PrivateFiles.copy(backup.resolve(name), data.resolve(name.substring(FILES.length())));
                }
            }
            manifest.compare(store.load(backup.resolve(store.engine())));
            return "%s of %s: %s".formatted(manifest.engine(), manifest.taken(), manifest.rows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** But for the very key of the backup, which may be kept elsewhere. */
    private void checkThatNothingIsThere(Path backup) throws IOException, SQLException {
        if (Files.exists(masterKey) && Files.mismatch(backup.resolve(MASTER_KEY), masterKey) >= 0) {
            throw new Refusal("%s is another key than the backup's; nothing was restored.".formatted(masterKey));
        }
        if ((Files.exists(data) && !PrivateFiles.isEmpty(data)) || !store.isEmpty()) {
            throw new Refusal(
                    "There is something already, nothing was restored: the data directory %s and the database must be empty."
                            .formatted(data));
        }
    }
}
