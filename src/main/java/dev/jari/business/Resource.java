package dev.jari.business;

import dev.jari.web.Checks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a booking takes: a person, a room, a table, a machine, or a number of equal places. */
public record Resource(
        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
        String id,

        @Schema(example = "019ab3c4-0000-7f80-9123-456789abcdef")
        String businessId,

        @Schema(example = "하늘 원장") String name,
        Kind kind,
        @Schema(example = "1") int capacity,
        @Schema(example = "5") int cellMinutes,
        boolean active) {
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
    @Schema(name = "ResourceDraft")
    public record Draft(
            @Schema(example = "하늘 원장") @Nullable String name,
            @Schema(example = "STAFF") @Nullable String kind,

            @Schema(example = "1", description = "1 to 10000; 1 without it") @Nullable
            Integer capacity,

            @Schema(
                    example = "5",
                    description = "The grain in which its time is counted: 5, 15, 60 or 1440; 5 without it, then fixed")
            @Nullable
            Integer cellMinutes,

            @Schema(example = "true") @Nullable Boolean active) {

        /** The resource as written, or a Problem that names each field that is not acceptable. */
        Resource checked(String id, String businessId) {
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
                    active == null || active);
            checks.done();
            return resource;
        }
    }
}
