package dev.jari.business;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From {@code start} up to, not including, {@code end}; both in epoch milliseconds. Lists of them are sorted by start. */
public record Interval(long start, long end) {

    public boolean contains(long instant) {
        return start <= instant && instant < end;
    }

    /** Sorted and joined where they overlap or touch. */
    public static List<Interval> merge(List<Interval> intervals) {
        if (intervals.size() < 2) {
            return intervals;
        }
        List<Interval> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparingLong(Interval::start));
        List<Interval> merged = new ArrayList<>(sorted.size());
        Interval current = sorted.getFirst();
        for (Interval next : sorted) {
            if (next.start <= current.end) {
                current = new Interval(current.start, Math.max(current.end, next.end));
            } else {
                merged.add(current);
                current = next;
            }
        }
        merged.add(current);
        return merged;
    }

    /** What is in {@code intervals}, which are merged, and not in {@code hole}. */
    static List<Interval> without(List<Interval> intervals, Interval hole) {
        return intersect(
                intervals, List.of(new Interval(Long.MIN_VALUE, hole.start), new Interval(hole.end, Long.MAX_VALUE)));
    }

    /** What is in both; each list is merged. */
    static List<Interval> intersect(List<Interval> left, List<Interval> right) {
        List<Interval> both = new ArrayList<>(Math.max(left.size(), right.size()));
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            Interval a = left.get(l);
            Interval b = right.get(r);
            long start = Math.max(a.start, b.start);
            long end = Math.min(a.end, b.end);
            if (start < end) {
                both.add(new Interval(start, end));
            }
            if (a.end < b.end) {
                l++;
            } else {
                r++;
            }
        }
        return both;
    }
}
