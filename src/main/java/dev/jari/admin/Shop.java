package dev.jari.admin;

import dev.jari.business.Business.Category;
import dev.jari.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A shop as operators see it. */
@Schema(name = "AdminBusiness")
record Shop(
        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
        String id,

        @Schema(example = "숨-헤어") String slug,
        @Schema(example = "숨 헤어") String name,
        Category category,
        State state,

        @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
        String ownerId,

        @Schema(example = "김미나") String ownerName,
        @Schema(example = "2026-03-02T09:00:00Z") Instant createdAt) {

    /** CLOSED by its owner, SUSPENDED by an operator. */
    enum State {
        OPEN("b.status = 'OPEN' and b.suspended_at is null"),
        CLOSED("b.status = 'CLOSED' and b.suspended_at is null"),
        SUSPENDED("b.suspended_at is not null");

        final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    record Query(
            @Schema(
                    example = "헤어 연남",
                    description =
                            "Each word must occur in name, kind, address or a service's name; or the id of a shop or its owner")
            @Nullable
            String q,

            @Schema(example = "SUSPENDED") @Nullable State state,

            @Schema(description = "The next of the page before") @Nullable
            String cursor,

            @Schema(example = "50", description = "1 to 200; 50 without it") @Nullable
            Integer limit) {}

    @Schema(name = "AdminBusinessDetail")
    record Detail(
            Shop shop,

            @Schema(example = "Asia/Seoul") String zone,
            @Schema(example = "서울 마포구 연남로 12") @Nullable String address,
            @Schema(example = "조용한 1인 미용실") @Nullable String description,

            @Schema(example = "2026-11-25T09:00:00Z") @Nullable
            Instant suspendedAt,

            @Schema(example = "Several customers found nobody there.") @Nullable
            String suspension,

            @Schema(example = "mina@example.com") @Nullable String ownerEmail,
            User.Status ownerStatus,
            Figures figures) {}

    /** {@code upcoming}: bookings that are still to come; the rest counts all that there ever were. */
    @Schema(name = "AdminBusinessFigures")
    record Figures(
            @Schema(example = "3") long services,
            @Schema(example = "2") long resources,
            @Schema(example = "12") long upcoming,
            @Schema(example = "431") long reservations,
            @Schema(example = "17") long cancelled,
            @Schema(example = "4") long noShows) {}
}
