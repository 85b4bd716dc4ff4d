package dev.jari.wire;

import dev.jari.live.Connection;
import dev.jari.live.Destination;
import dev.jari.live.Event;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Events as MESSAGE frames: the subscription first, because all that follows it is the same for everybody. */
final class Messages implements Connection.Encoding {
    private final AtomicLong ids = new AtomicLong();

    @Override
    public byte[] head(String subscriptionId) {
        return ("MESSAGE\nsubscription:" + StompFrame.escaped(subscriptionId)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] body(Destination destination, Event event) {
        String id = event.number() > 0 ? event.number() + "" : "e" + ids.incrementAndGet();
        return StompFrame.encode(
                "\ndestination:" + destination + "\nmessage-id:" + id + "\ncontent-type:application/json",
                event.json());
    }
}
