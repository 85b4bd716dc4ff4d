package dev.jari.reservation;

import dev.jari.business.Businesses;
import dev.jari.reservation.Reservation.Detail;
import dev.jari.reservation.Reservation.Guest;
import dev.jari.reservation.Reservation.State;
import dev.jari.reservation.ReservationJson.View;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reservations")
@Tag(name = "Reservations")
class ReservationController {
    static final String KEY = "Idempotency-Key";

    private final Booker booker;
    private final Reservations reservations;
    private final ReservationJson json;
    private final Businesses businesses;

    ReservationController(Booker booker, Reservations reservations, ReservationJson json, Businesses businesses) {
        this.booker = booker;
        this.reservations = reservations;
        this.json = json;
        this.businesses = businesses;
    }

    @Schema(name = "NewReservation")
    record NewReservation(
            @NotBlank @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a11")
            String businessId,

            @NotBlank @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a12")
            String serviceId,

            @NotNull @Schema(example = "2026-11-23T14:00+09:00")
            OffsetDateTime start,

            @Min(1) @Max(1000) @Schema(example = "1") @Nullable
            Integer party,

            @Schema(example = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a13") @Nullable
            String resourceId,

            @Schema(example = "false", description = "Take the place for some minutes, to be confirmed") @Nullable
            Boolean hold,

            @Size(max = 500) @Schema(example = "창가 자리 부탁드려요") @Nullable
            String note,

            @Valid @Nullable Guest guest) {
        private static final int MAX_NOTE = 500;
        private static final int MAX_NAME = 80;
        private static final int MAX_PHONE = 30;

        Booker.Order order() {
            Checks checks = new Checks();
            String plainNote = checks.optionalText("note", note, MAX_NOTE);
            if (guest != null) {
                checks.text("guest.name", guest.name(), MAX_NAME);
                checks.optionalText("guest.phone", guest.phone(), MAX_PHONE);
            }
            checks.done();
            return new Booker.Order(
                    businessId,
                    serviceId,
                    start.toInstant().toEpochMilli(),
                    party == null ? 1 : party,
                    Optional.ofNullable(resourceId),
                    Boolean.TRUE.equals(hold),
                    plainNote,
                    guest);
        }
    }

    @Operation(
            summary = "Book",
            description =
                    "Takes the place at once, or answers 409 slot_taken or slot_busy with up to five alternatives.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    @PostMapping
    ResponseEntity<String> book(
            @Parameter(required = true) @RequestHeader(name = KEY, required = false) @Nullable String key,
            @Valid @RequestBody NewReservation body,
            @AuthenticationPrincipal Caller caller) {
        if (key == null) {
            throw Problem.badRequest(
                    "idempotency_key_missing",
                    "Send an Idempotency-Key header, new for each booking you mean to make.");
        }
        Booker.Order order = body.order();
        return booker.book(caller, order, Idempotency.Key.of(caller.userId(), key, "POST reservations " + order))
                .response();
    }

    @Operation(summary = "One reservation")
    @GetMapping("/{id}")
    View one(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return json.view(reservations.byId(id, caller), caller);
    }

    @Operation(
            summary = "List reservations",
            description =
                    "The caller's own, or with businessId those of a shop that the caller runs; ordered by start.")
    @GetMapping
    Page<View> list(
            @RequestParam @Nullable String businessId,
            @RequestParam(defaultValue = "") List<State> state,
            @RequestParam @Nullable OffsetDateTime from,
            @RequestParam @Nullable OffsetDateTime to,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        if (businessId != null) {
            businesses.requireOwner(businessId, caller);
        }
        var after = Position.of(cursor);
        var found = reservations.list(new Reservation.Filter(
                businessId != null,
                businessId == null ? caller.userId() : businessId,
                state.stream().map(State::name).toList(),
                millis(from, Long.MIN_VALUE),
                millis(to, Long.MAX_VALUE),
                after.start(),
                after.id(),
                limit + 1));
        return Page.of(found, limit, Position::text).map(detail -> json.view(detail, caller));
    }

    private static long millis(@Nullable OffsetDateTime time, long otherwise) {
        return time == null ? otherwise : time.toInstant().toEpochMilli();
    }

    /** Where the last page ended. */
    private record Position(long start, String id) {
        static Position of(@Nullable String cursor) {
            return Page.position(cursor)
                    .map(text -> {
                        String[] parts = text.split(" ", 2);
                        try {
                            return new Position(Long.parseLong(parts[0]), parts[1]);
                        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                            throw Page.invalidCursor();
                        }
                    })
                    .orElse(new Position(Long.MIN_VALUE, ""));
        }

        static String text(Detail detail) {
            return detail.reservation().startAt() + " " + detail.reservation().id();
        }
    }
}
