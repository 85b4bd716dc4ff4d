package dev.jari.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A directory of this machine, or one that is mounted there. */
record Folder(Path directory) implements Store {
    /** On the disk before it has its name, so that no name stands for half a file after a power cut. */
    @Override
    public void put(String name, Path file) throws IOException {
        Files.createDirectories(directory);
        Path half = directory.resolve("." + name + ".half");
        Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
        force(half, StandardOpenOption.WRITE);
        Files.move(half, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    @Override
    public boolean get(String name, Path to) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return false;
        }
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    @Override
    public String where(String name) {
        return directory.resolve(name).toString();
    }
}
