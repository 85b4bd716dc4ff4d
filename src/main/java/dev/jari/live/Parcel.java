package dev.jari.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An event on its way to many: each encoding is made once, when the first one needs it, and shared. */
final class Parcel {
    private static final AtomicLong IDS = new AtomicLong();

    private final Destination destination;
    private final Event event;
    private byte @Nullable [] stomp;
    private byte @Nullable [] sse;

    Parcel(Destination destination, Event event) {
        this.destination = destination;
        this.event = event;
    }

    long number() {
        return event.number();
    }

    /** All of a MESSAGE that follows its subscription. */
    byte[] stomp() {
        byte[] made = stomp;
        if (made == null) {
            String id = event.number() > 0 ? event.number() + "" : "e" + IDS.incrementAndGet();
            made = StompFrame.encode(
                    "\ndestination:" + destination + "\nmessage-id:" + id + "\ncontent-type:application/json",
                    event.json());
            stomp = made;
        }
        return made;
    }

    /** The event as WHATWG's event streams have it, its number as the id. */
    byte[] sse() {
        byte[] made = sse;
        if (made == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(event.json().length + 32);
            if (event.number() > 0) {
                out.writeBytes(("id: " + event.number() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            String data = new String(event.json(), StandardCharsets.UTF_8).replace("\r", "");
            out.writeBytes(("data: " + data.replace("\n", "\ndata: ") + "\n\n").getBytes(StandardCharsets.UTF_8));
            made = out.toByteArray();
            sse = made;
        }
        return made;
    }
}
