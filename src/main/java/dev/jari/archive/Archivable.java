package dev.jari.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows that are kept in files after a while. The job {@code archive} asks each bean of this type, and brings the transactions. */
public interface Archivable {
    /** With which its files begin, such as {@code audit}. */
    String name();

    /** The oldest month, at or behind this key ({@code ""}: from the first on), of which there are rows and which is old enough. */
    Optional<Span> due(String from);

    /** Hands out the rows of a span in a fixed order. A value is a text, a whole number, a boolean or null. */
    void read(Span span, Consumer<Map<String, Object>> to);

    /** Deletes the first rows of a span; fewer than {@code limit} were the last. */
    int remove(Span span, int limit);

    /** Puts rows of a file back; those that are there stay as they are. */
    void restore(List<Map<String, Object>> rows);

    /** All rows of this span are back. */
    default void restored(Span span) {}

    /** Rows with {@code from <= key < to}. {@code month}: of which they are, such as {@code 2025-03}. */
    record Span(String month, String from, String to) {}
}
