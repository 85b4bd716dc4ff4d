package dev.jari.capacity;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What one booking takes of one resource: the slots {@code [first, last)}, rounded outwards to the resource's cells, of which
 * {@code [hardFrom, hardTo)} are taken {@code quantity} times and the rest is a buffer that other buffers may share.
 */
public record Claim(
        String role, String resourceId, int quantity, int step, long first, long hardFrom, long hardTo, long last) {

    /** For a service from slot {@code from} to slot {@code to}. */
    public static Claim of(
            String role, String resourceId, int quantity, int step, long from, long to, Buffers buffers) {
        long first = down(from - buffers.before(), step);
        long last = up(to + buffers.after(), step);
        return buffers.shared()
                ? new Claim(role, resourceId, quantity, step, first, down(from, step), up(to, step), last)
                : new Claim(role, resourceId, quantity, step, first, first, last, last);
    }

    /** Time before and after a service, in slots, in which the resource is prepared; shared ones may overlap each other. */
    public record Buffers(int before, int after, boolean shared) {}

    int cells() {
        return (int) ((last - first) / step);
    }

    /** Of the cells, those that begin at or after this slot. */
    static int cells(List<Claim> claims, long from) {
        return (int) claims.stream()
                .flatMap(claim -> claim.cellList().stream())
                .filter(cell -> cell >= from)
                .count();
    }

    static int cells(List<Claim> claims) {
        return claims.stream().mapToInt(Claim::cells).sum();
    }

    /** The first slot of each cell. */
    public List<Long> cellList() {
        return LongStream.iterate(first, cell -> cell < last, cell -> cell + step)
                .boxed()
                .toList();
    }

    private static long down(long slot, int step) {
        return Math.floorDiv(slot, (long) step) * step;
    }

    private static long up(long slot, int step) {
        return -Math.floorDiv(-slot, (long) step) * step;
    }
}
