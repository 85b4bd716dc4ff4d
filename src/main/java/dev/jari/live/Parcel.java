package dev.jari.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An event on its way to many: each encoding is made once, when the first one needs it, and shared. */
final class Parcel {
    private final Destination destination;
    private final Event event;
    private final Map<Connection.Encoding, byte[]> encoded = new ConcurrentHashMap<>(2);

    Parcel(Destination destination, Event event) {
        this.destination = destination;
        this.event = event;
    }

    long number() {
        return event.number();
    }

    byte[] as(Connection.Encoding encoding) {
        return encoded.computeIfAbsent(encoding, key -> key.body(destination, event));
    }
}
