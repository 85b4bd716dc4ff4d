package dev.jari.archive;

import java.io.IOException;
import java.nio.file.Path;

/** Where files are kept. */
interface Store {
    /** Another file of this name is replaced as a whole. */
    void put(String name, Path file) throws IOException;

    /** Copies it to a local file; false if there is none. */
    boolean get(String name, Path to) throws IOException;

    /** Where a person would look for it. */
    String where(String name);
}
