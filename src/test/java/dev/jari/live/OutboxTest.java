package dev.jari.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.live.Outbox.Piece;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    private static Piece piece(int length) {
        return new Piece(new byte[0], new byte[length]);
    }

    @Test
    void holdsSixtyFourKilobytes() {
        for (int i = 0; i < 8; i++) {
            assertTrue(outbox.add(piece(8 * 1024)));
        }
        assertFalse(outbox.add(piece(1)));
        assertEquals(2, outbox.take().length);
        // What is on its way counts.
        assertFalse(outbox.add(piece(1)));
        assertEquals(0, outbox.take().length);
        outbox.sent(2);
        assertTrue(outbox.add(piece(16 * 1024)));
    }

    @Test
    void oneLargePieceAlonePasses() {
        assertTrue(outbox.add(piece(100 * 1024)));
        assertFalse(outbox.add(piece(1)));
    }

    @Test
    void knowsWhatHasWaitedForFiveSeconds() throws InterruptedException {
        outbox.add(piece(1));
        assertFalse(outbox.isStuck());
        Thread.sleep(5_050);
        assertTrue(outbox.isStuck());
        outbox.take();
        outbox.sent(1);
        assertFalse(outbox.isStuck());
        Thread.sleep(5_050);
        outbox.add(piece(1));
        assertFalse(outbox.isStuck());
    }

    @Test
    void forgetsOneSubscription() {
        byte[] head = new byte[1];
        outbox.add(new Piece(head, new byte[1]));
        outbox.add(piece(1));
        outbox.drop(head);
        assertEquals(1, outbox.take().length);
    }
}
