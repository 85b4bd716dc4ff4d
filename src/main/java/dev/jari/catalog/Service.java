package dev.jari.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be booked: how long it takes, in which steps it starts, what it needs and on which terms. */
public record Service(
        String id,
        String businessId,
        String name,
        @Nullable String description,
        int durationMinutes,
        int stepMinutes,
        int bufferBeforeMinutes,
        int bufferAfterMinutes,
        boolean sharedBuffer,
        Mode mode,
        int minParty,
        int maxParty,
        int leadMinutes,
        int horizonDays,
        int holdMinutes,
        int cancelBeforeMinutes,
        @Nullable Price price,
        boolean waitlist,
        boolean active,
        List<Requirement> requires,
        long createdAt) {

    /** Whether a booking stands at once or waits for the owner's word. */
    public enum Mode {
        INSTANT,
        APPROVAL
    }

    /** In the currency's smallest unit: 30000 KRW is 30,000 won, 3000 EUR is 30 euros. */
    public record Price(long amount, String currency) {}

    /** One of these resources is taken for this role, in this order of preference. */
    public record Requirement(String role, List<String> resourceIds) {}
}
