package dev.jari.business;

import dev.jari.web.Checks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a booking takes: a person, a room, a table, a machine, or a number of equal places. */
public record Resource(
        String id,
        String businessId,
        String name,
        Kind kind,
        int capacity,
        int cellMinutes,
        boolean active,
        long createdAt) {
    private static final Set<Integer> CELL_MINUTES = Set.of(5, 15, 60, 1440);

    public enum Kind {
        STAFF,
        ROOM,
        TABLE,
        EQUIPMENT,
        POOL
    }

    /** Published in the transaction; whoever counts against the capacity refuses by throwing, which rolls it back. */
    public record CapacityChanged(String resourceId, String businessId, int from, int to) {}

    /** How much of the capacity a party takes: its size of a table or a pool, anything else as a whole. */
    public int takenBy(int party) {
        return switch (kind) {
            case TABLE, POOL -> party;
            case STAFF, ROOM, EQUIPMENT -> capacity;
        };
    }

    Draft draft() {
        return new Draft(name, kind.name(), capacity, cellMinutes, active);
    }

    /** What an owner writes; absent members take their defaults. */
    public record Draft(
            @Nullable String name,
            @Nullable String kind,
            @Nullable Integer capacity,
            @Nullable Integer cellMinutes,
            @Nullable Boolean active) {

        /** The resource as written, or a Problem that names each field that is not acceptable. */
        Resource checked(String id, String businessId, long createdAt) {
            Checks checks = new Checks();
            int cells = cellMinutes == null ? 5 : cellMinutes;
            checks.that(CELL_MINUTES.contains(cells), "cellMinutes", "not_allowed", "Write 5, 15, 60 or 1440.");
            Resource resource = new Resource(
                    id,
                    businessId,
                    checks.text("name", name, 100),
                    checks.oneOf("kind", kind, Kind.class),
                    checks.number("capacity", capacity, 1, 1, 10_000),
                    cells,
                    active == null || active,
                    createdAt);
            checks.done();
            return resource;
        }
    }
}
