package dev.jari.reservation;

import dev.jari.reservation.Reservation.Assigned;
import dev.jari.reservation.Reservation.Detail;
import dev.jari.reservation.Reservation.Guest;
import dev.jari.reservation.Reservation.State;
import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A reservation as clients see it. */
@Component
class ReservationJson {
    private final JsonMapper mapper;
    private final Clock clock;

    ReservationJson(JsonMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** All times carry the shop's offset. */
    @Schema(name = "Reservation")
    record View(
            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a10")
            String id,

            @Schema(example = "K7MX2R9B", description = "What the customer says at the counter")
            String code,

            State state,

            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a11")
            String businessId,

            @Schema(example = "하루 헤어") String businessName,

            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a12")
            String serviceId,

            @Schema(example = "커트") String serviceName,
            @Schema(example = "2026-11-23T14:00+09:00") String start,
            @Schema(example = "2026-11-23T15:00+09:00") String end,
            @Schema(example = "Asia/Seoul") String zone,
            @Schema(example = "1") int party,
            List<Assigned> resources,
            @Nullable Guest guest,

            @Schema(example = "민지", description = "Who booked, for the shop's eyes") @Nullable
            String customerName,

            @Schema(example = "창가 자리 부탁드려요") @Nullable String note,

            @Schema(example = "2026-11-23T10:05+09:00", description = "End of a hold") @Nullable
            String expiresAt,

            @Schema(example = "2026-11-23T12:00+09:00") @Nullable
            String cancelUntil,

            @Schema(example = "true", description = "Whether the caller can cancel it now")
            boolean cancellable,

            @Schema(example = "2026-11-20T09:30:12.345+09:00")
            String createdAt) {}

    View view(Detail detail, Caller caller) {
        Reservation r = detail.reservation();
        ZoneId zone = ZoneId.of(detail.zone());
        boolean shop = detail.ownerId().equals(caller.userId());
        return new View(
                r.id(),
                r.code(),
                r.state(),
                r.businessId(),
                detail.businessName(),
                r.serviceId(),
                detail.serviceName(),
                time(r.startAt(), zone),
                time(r.endAt(), zone),
                zone.getId(),
                r.party(),
                detail.resources(),
                r.guest().orElse(null),
                shop && r.guest().isEmpty() ? detail.customerName() : null,
                r.note(),
                r.expiresAt() == null ? null : time(r.expiresAt(), zone),
                Reservation.Action.CANCEL.allowedFrom(r.state()) ? time(r.cancelUntil(), zone) : null,
                detail.cancellableBy(shop, clock.millis()),
                time(r.createdAt(), zone));
    }

    String of(Detail detail, Caller caller) {
        return mapper.writeValueAsString(view(detail, caller));
    }

    static String time(long instant, ZoneId zone) {
        return OffsetDateTime.ofInstant(Instant.ofEpochMilli(instant), zone).toString();
    }
}
