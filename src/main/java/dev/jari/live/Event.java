package dev.jari.live;

/** What listeners get: JSON, encoded once for all of them; {@code number} is 0 where a topic's events are not numbered. */
public record Event(long number, byte[] json) {}
