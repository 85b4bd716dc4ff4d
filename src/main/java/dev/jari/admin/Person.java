package dev.jari.admin;

import dev.jari.user.User.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody as operators see them: nothing by which one could get in as them. */
@Schema(name = "Person")
record Person(
        @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
        String id,

        @Schema(example = "mina@example.com") @Nullable String email,
        boolean emailVerified,
        @Schema(example = "김미나") String name,
        @Schema(example = "[\"USER\"]") Set<String> roles,
        Status status,
        @Schema(example = "2026-03-02T09:00:00Z") Instant createdAt) {

    /** What a list of people is narrowed to. */
    record Query(
            @Schema(example = "mina", description = "A part of the address or name, or the whole id") @Nullable
            String q,

            @Schema(example = "BANNED") @Nullable Status status,

            @Schema(example = "ADMIN") @Nullable String role,

            @Schema(description = "The next of the page before") @Nullable
            String cursor,

            @Schema(example = "50", description = "1 to 200; 50 without it") @Nullable
            Integer limit) {}

    @Schema(name = "PersonDetail")
    record Detail(
            Person person,

            @Schema(example = "ko") String language,
            @Schema(example = "Asia/Seoul") String zone,
            boolean hasPassword,

            @Schema(example = "[\"totp\", \"recovery\"]") List<String> secondFactors,

            List<Login> logins,
            List<Visit> sessions,
            List<Owned> shops,
            Figures figures) {}

    /** A login of a provider that is linked to the account. */
    @Schema(name = "PersonLogin")
    record Login(
            @Schema(example = "kakao") String provider,
            @Schema(example = "mina@example.com") @Nullable String email,
            @Schema(example = "2026-03-02T09:00:00Z") Instant linkedAt,
            @Schema(example = "2026-03-09T09:14:00Z") Instant lastUsedAt) {}

    /** A living session; {@code actorId}: an operator acts as the person in it. */
    @Schema(name = "PersonSession")
    record Visit(
            @Schema(example = "01981c2e-8000-7c3d-9e4f-0a1b2c3d4e5f")
            String id,

            @Schema(example = "Chrome on Android") String device,
            @Schema(example = "203.0.113.7") String ip,
            @Schema(example = "2026-11-20T09:00:00Z") Instant createdAt,
            @Schema(example = "2026-11-25T07:30:00Z") Instant lastSeenAt,
            @Schema(example = "2026-12-02T07:30:00Z") Instant expiresAt,

            @Schema(example = "01981c2e-0000-7c3d-9e4f-0a1b2c3d4e5f") @Nullable
            String actorId) {}

    @Schema(name = "PersonShop")
    record Owned(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "숨 헤어") String name) {}

    @Schema(name = "PersonFigures")
    record Figures(
            @Schema(example = "14") long reservations,
            @Schema(example = "1") long noShows,
            @Schema(example = "3") long posts,
            @Schema(example = "0") long openReports) {}
}
