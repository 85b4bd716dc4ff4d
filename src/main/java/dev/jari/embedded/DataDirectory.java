package dev.jari.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code jari.data-dir}: where an instance keeps what must outlive it. Whoever has one has a writable directory; a new one is
 * readable by its owner only.
 */
@ConfigurationProperties("jari")
public record DataDirectory(@DefaultValue("./data") String dataDir) {
    public DataDirectory {
        makeDirectory(Path.of(dataDir));
    }

    public Path path() {
        return Path.of(dataDir).toAbsolutePath().normalize();
    }

    /** A file or directory in it, such as {@code master.key}; not created. */
    public Path resolve(String name) {
        return path().resolve(name);
    }

    /** A file in it that, if it is new, is empty and readable by its owner only. */
    Path privateFile(String name) {
        Path file = resolve(name);
        try {
            Files.createFile(file, ownerOnly("rw-------"));
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            throw new UnableToStart(
                    "%s cannot be created: %s".formatted(file, e),
                    "Let jari.data-dir name a directory that this user may write to.");
        }
        return file;
    }

    static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory, ownerOnly("rwx------"));
        } catch (IOException e) {
            throw new UnableToStart(
                    "The data directory %s cannot be created: %s".formatted(directory.toAbsolutePath(), e),
                    "Let jari.data-dir name a directory that this user may write to.");
        }
        if (!Files.isWritable(directory)) {
            throw new UnableToStart(
                    "The data directory %s is not writable.".formatted(directory.toAbsolutePath()),
                    "Let jari.data-dir name a directory that this user may write to, or change its owner.");
        }
    }

    /** For creating a file or directory that others must not read; no attributes where the file system has no such permissions. */
    public static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
