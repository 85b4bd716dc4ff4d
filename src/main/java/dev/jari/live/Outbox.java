package dev.jari.live;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to one client: 64 KB at the most, and for no longer than five seconds. */
public final class Outbox {
    public static final int MAX_BYTES = 64 * 1024;

    private static final int HALF = MAX_BYTES / 2;
    private static final int BATCH_BYTES = 16 * 1024;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What belongs to one client alone, and what it shares with others. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by identity.
    public record Piece(byte[] own, byte[] shared) {
        int length() {
            return own.length + shared.length;
        }

        public ByteBuffer joined() {
            return ByteBuffer.allocate(length()).put(own).put(shared).flip();
        }
    }

    private @Nullable ArrayDeque<Piece> waiting;
    private int bytes;
    private int underWay;
    private long added;
    private long gone;
    private long marked;
    private long markedAt;
    private boolean closed;

    /** False where it would be too much. */
    synchronized boolean add(Piece piece) {
        if (closed) {
            return true;
        }
        if (bytes > 0 && bytes + piece.length() > MAX_BYTES) {
            return false;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.add(piece);
        bytes += piece.length();
        added++;
        notifyAll();
        return true;
    }

    /** The next ones in order, unless others are on their way: then who sends these asks again. */
    public synchronized Piece[] take() {
        if (underWay > 0 || waiting == null) {
            return new Piece[0];
        }
        int count = 0;
        for (Piece piece : waiting) {
            if (count > 0 && underWay + piece.length() > BATCH_BYTES) {
                break;
            }
            underWay += piece.length();
            count++;
        }
        Piece[] taken = new Piece[count];
        for (int i = 0; i < count; i++) {
            taken[i] = waiting.remove();
        }
        if (waiting.isEmpty()) {
            // Most sockets are idle most of the time.
            waiting = null;
        }
        return taken;
    }

    /** What was taken last has left. */
    public synchronized void sent(int count) {
        bytes -= underWay;
        underWay = 0;
        gone += count;
        notifyAll();
    }

    /** Waits for something to take, or its end; true if there was neither in that time. */
    public synchronized boolean await(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            long left = millis;
            while (waiting == null && !closed && left > 0) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        return waiting == null && !closed;
    }

    /** Waits until half of it is free: for whoever sends much and can wait. False if it was closed. */
    synchronized boolean awaitRoom() {
        try {
            while (bytes > HALF && !closed) {
                wait();
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether something has waited for longer than is allowed; to be asked about once a second. */
    public synchronized boolean isStuck() {
        long now = System.nanoTime();
        if (gone >= marked) {
            marked = added;
            markedAt = now;
        }
        return gone < marked && now - markedAt > PATIENCE_NANOS;
    }

    /** Forgets what a subscription has waiting. */
    synchronized void drop(byte[] own) {
        if (waiting != null) {
            int before = waiting.size();
            waiting.removeIf(piece -> {
                boolean same = piece.own == own;
                bytes -= same ? piece.length() : 0;
                return same;
            });
            added -= before - waiting.size();
            if (waiting.isEmpty()) {
                waiting = null;
            }
        }
    }

    synchronized void close() {
        closed = true;
        waiting = null;
        notifyAll();
    }

    public synchronized boolean isClosed() {
        return closed;
    }
}
