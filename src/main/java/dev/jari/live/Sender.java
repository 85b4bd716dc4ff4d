package dev.jari.live;

import dev.jari.web.Caller;

/** The socket from which something came. */
public interface Sender {
    Caller caller();

    /** To {@code /user/queue/<queue>} of this socket alone. */
    void reply(String queue, byte[] json);
}
