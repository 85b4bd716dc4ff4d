package dev.jari.live;

/** Takes what clients send to {@code /app/<family>.<key>}, or {@code /app/<family>} with an empty key. */
public interface Inbox {
    String family();

    /** Runs on a thread that may wait. A {@code Problem} it throws is told to the sender. */
    void receive(Sender sender, String key, byte[] body);
}
