package dev.jari.catalog;

import dev.jari.web.Checks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A service as its owner writes it; absent members take their defaults. */
public record ServiceDraft(
        @Schema(example = "커트") @Nullable String name,
        @Schema(example = "샴푸와 드라이 포함") @Nullable String description,

        @Schema(example = "60", description = "5 to 20160, in steps of 5") @Nullable
        Integer durationMinutes,

        @Schema(example = "30", description = "How far apart starts are: 5 to 1440, in steps of 5; 30 without it")
        @Nullable
        Integer stepMinutes,

        @Schema(example = "0") @Nullable Integer bufferBeforeMinutes,
        @Schema(example = "10") @Nullable Integer bufferAfterMinutes,

        @Schema(example = "false", description = "Whether the buffers of neighbours may overlap") @Nullable
        Boolean sharedBuffer,

        @Schema(example = "INSTANT") @Nullable String mode,
        @Schema(example = "1") @Nullable Integer minParty,
        @Schema(example = "1") @Nullable Integer maxParty,

        @Schema(example = "60", description = "How long before its start it must be booked") @Nullable
        Integer leadMinutes,

        @Schema(example = "60", description = "How far ahead it can be booked: 1 to 730; 60 without it") @Nullable
        Integer horizonDays,

        @Schema(example = "5", description = "How long a place is held: 1 to 60; 5 without it") @Nullable
        Integer holdMinutes,

        @Schema(example = "120", description = "Until when before its start it can be cancelled freely") @Nullable
        Integer cancelBeforeMinutes,

        @Nullable Price price,
        @Schema(example = "false") @Nullable Boolean waitlist,
        @Schema(example = "true") @Nullable Boolean active,
        @Nullable List<@Nullable Requirement> requires) {
    private static final int GRAIN = 5;
    private static final int DAY = 1440;
    private static final int YEAR = 525_600;
    private static final int MAX_ROLES = 10;
    private static final int MAX_ROLE_NAME = 40;
    private static final long MAX_AMOUNT = 1_000_000_000_000L;

    @Schema(name = "PriceDraft")
    public record Price(
            @Schema(example = "30000", description = "In the currency's smallest unit") @Nullable
            Long amount,

            @Schema(example = "KRW") @Nullable String currency) {}

    @Schema(name = "RequirementDraft")
    public record Requirement(
            @Schema(example = "staff") @Nullable String role,

            @Schema(example = "[\"019ab3c4-1111-7f80-9123-456789abcdef\"]") @Nullable
            List<@Nullable String> resourceIds) {}

    /** The service as written, or a Problem that names each field that is not acceptable. */
    Service checked(String id, String businessId, Set<String> usableResources) {
        Checks checks = new Checks();
        int min = checks.number("minParty", minParty, 1, 1, 1000);
        int max = checks.number("maxParty", maxParty, Math.max(1, min), 1, 1000);
        checks.that(min <= max, "maxParty", "below_min", "Write a number that is not below minParty.");
        checks.that(durationMinutes != null, "durationMinutes", "required", "Write how many minutes it takes.");
        Service service = new Service(
                id,
                businessId,
                checks.text("name", name, 100),
                checks.optionalText("description", description, 2000),
                minutes("durationMinutes", durationMinutes, 60, GRAIN, 20_160, checks),
                minutes("stepMinutes", stepMinutes, 30, GRAIN, DAY, checks),
                minutes("bufferBeforeMinutes", bufferBeforeMinutes, 0, 0, DAY, checks),
                minutes("bufferAfterMinutes", bufferAfterMinutes, 0, 0, DAY, checks),
                Boolean.TRUE.equals(sharedBuffer),
                checks.oneOf("mode", mode, Service.Mode.INSTANT),
                min,
                max,
                checks.number("leadMinutes", leadMinutes, 0, 0, YEAR),
                checks.number("horizonDays", horizonDays, 60, 1, 730),
                checks.number("holdMinutes", holdMinutes, 5, 1, 60),
                checks.number("cancelBeforeMinutes", cancelBeforeMinutes, 0, 0, YEAR),
                price(checks),
                Boolean.TRUE.equals(waitlist),
                active == null || active,
                requirements(usableResources, checks));
        checks.done();
        return service;
    }

    /** Times are counted in cells of five minutes. */
    private static int minutes(String field, @Nullable Integer value, int otherwise, int min, int max, Checks checks) {
        int minutes = checks.number(field, value, otherwise, min, max);
        checks.that(minutes % GRAIN == 0, field, "not_a_multiple", "Write a multiple of " + GRAIN + ".");
        return minutes;
    }

    private Service.@Nullable Price price(Checks checks) {
        if (price == null) {
            return null;
        }
        Long amount = price.amount();
        String currency = price.currency();
        checks.that(
                amount != null && 0 <= amount && amount <= MAX_AMOUNT,
                "price.amount",
                amount == null ? "required" : "out_of_range",
                "Write a whole number from 0 in the currency's smallest unit.");
        checks.that(
                currency != null && isCurrency(currency),
                "price.currency",
                currency == null ? "required" : "not_allowed",
                "Write an ISO 4217 code such as KRW.");
        return amount == null || currency == null ? null : new Service.Price(amount, currency);
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<Service.Requirement> requirements(Set<String> usable, Checks checks) {
        List<@Nullable Requirement> written = requires == null ? List.of() : requires;
        checks.that(!written.isEmpty(), "requires", "required", "Write at least one role and who can fill it.");
        checks.that(written.size() <= MAX_ROLES, "requires", "too_many", "Write at most " + MAX_ROLES + " roles.");
        List<Service.Requirement> requirements = new ArrayList<>();
        Set<String> roles = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String at = "requires[" + i + "]";
            Requirement one = written.get(i);
            if (one == null) {
                checks.that(false, at, "required", "Write an object with role and resourceIds.");
                continue;
            }
            String role = checks.text(at + ".role", one.role(), MAX_ROLE_NAME);
            checks.that(roles.add(role), at + ".role", "duplicate", "Write each role once.");
            requirements.add(new Service.Requirement(role, resources(at, one.resourceIds(), usable, taken, checks)));
        }
        return requirements;
    }

    private static List<String> resources(
            String at, @Nullable List<@Nullable String> written, Set<String> usable, Set<String> taken, Checks checks) {
        List<String> ids = new ArrayList<>();
        if (written == null || written.isEmpty()) {
            checks.that(false, at + ".resourceIds", "required", "Write the id of at least one resource.");
            return ids;
        }
        for (int i = 0; i < written.size(); i++) {
            String field = at + ".resourceIds[" + i + "]";
            String id = written.get(i);
            if (id == null || !usable.contains(id)) {
                checks.that(false, field, "unknown", "Write the id of an active resource of this shop.");
            } else if (checks.that(taken.add(id), field, "duplicate", "Write each resource once, in one role.")) {
                ids.add(id);
            }
        }
        return ids;
    }
}
