package dev.jari.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that somebody has shown to the operators, as it was then. */
public record Report(
        String id,
        Thing thing,
        String authorName,
        String reporterId,
        String reporterName,
        @Nullable String reason,
        long createdAt,
        @Nullable Long closedAt,
        @Nullable Resolution resolution,
        @Nullable String note) {

    public enum Kind {
        POST,
        COMMENT,
        MESSAGE;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Resolution {
        DISMISSED,
        REMOVED,
        /** It can be restored. */
        HIDDEN;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is reported. {@code placeId}: the post or the room that it is in; of a post its own. */
    public record Thing(
            Kind kind,
            String id,
            String placeId,
            String authorId,
            @Nullable String title,
            String body) {}

    /** In the transaction in which somebody reports a thing that no open report is about. */
    public record Filed(String reportId, Kind kind, String thingId, String reporterId) {}

    /** In the transaction in which all reports about a thing are closed. */
    public record Settled(Kind kind, String thingId) {}
}
