package dev.jari.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What can be booked: how long it takes, in which steps it starts, what it needs and on which terms. */
public record Service(
        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
        String id,

        @Schema(example = "019ab3c4-0000-7f80-9123-456789abcdef")
        String businessId,

        @Schema(example = "커트") String name,
        @Schema(example = "샴푸와 드라이 포함") @Nullable String description,
        @Schema(example = "60") int durationMinutes,
        @Schema(example = "30") int stepMinutes,
        @Schema(example = "0") int bufferBeforeMinutes,
        @Schema(example = "10") int bufferAfterMinutes,
        boolean sharedBuffer,
        Mode mode,
        @Schema(example = "1") int minParty,
        @Schema(example = "1") int maxParty,
        @Schema(example = "60") int leadMinutes,
        @Schema(example = "60") int horizonDays,
        @Schema(example = "5") int holdMinutes,
        @Schema(example = "120") int cancelBeforeMinutes,
        @Nullable Price price,
        boolean waitlist,
        boolean active,
        List<Requirement> requires) {

    /** Whether a booking stands at once or waits for the owner's word. */
    public enum Mode {
        INSTANT,
        APPROVAL
    }

    /** In the currency's smallest unit: 30000 KRW is 30,000 won, 3000 EUR is 30 euros. */
    public record Price(
            @Schema(example = "30000", description = "In the currency's smallest unit")
            long amount,

            @Schema(example = "KRW") String currency) {}

    /** One of these resources is taken for this role, in this order of preference. */
    @Schema(name = "Requirement")
    public record Requirement(
            @Schema(example = "staff") String role,

            @Schema(example = "[\"019ab3c4-1111-7f80-9123-456789abcdef\"]")
            List<String> resourceIds) {}

    /** The members that an owner writes have the same names in both. */
    ServiceDraft draft() {
        return JsonMapper.shared().convertValue(this, ServiceDraft.class);
    }
}
