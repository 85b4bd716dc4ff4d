package dev.jari.live;

/** What listeners get: JSON, encoded once for all of them; {@code number} is 0 where a topic's events are not numbered. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
public record Event(long number, byte[] json) {}
