package dev.jari.reservation;

import static dev.jari.reservation.ReservationController.KEY;

import dev.jari.reservation.Reservation.Action;
import dev.jari.reservation.ReservationJson.View;
import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a reservation's life; of two that exclude each other the later is told 409 {@code state_changed}. */
@RestController
@RequestMapping("/api/reservations/{id}")
@Tag(name = "Reservations")
@ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
class ReservationStepsController {
    private final Reservations reservations;
    private final ReservationJson json;
    private final Idempotency idempotency;

    ReservationStepsController(Reservations reservations, ReservationJson json, Idempotency idempotency) {
        this.reservations = reservations;
        this.json = json;
        this.idempotency = idempotency;
    }

    @Operation(summary = "Confirm a hold", description = "409 state_changed after the hold has expired.")
    @PostMapping("/confirmation")
    ResponseEntity<String> confirm(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.CONFIRM, key, caller);
    }

    @Operation(
            summary = "Cancel",
            description = "The customer until cancelUntil, the shop until the end; the place is free at once.")
    @PostMapping("/cancellation")
    ResponseEntity<String> cancel(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.CANCEL, key, caller);
    }

    @Operation(summary = "Approve a pending reservation", description = "By the shop.")
    @PostMapping("/approval")
    ResponseEntity<String> approve(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.APPROVE, key, caller);
    }

    @Operation(summary = "Reject a pending reservation", description = "By the shop; the place is free at once.")
    @PostMapping("/rejection")
    ResponseEntity<String> reject(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.REJECT, key, caller);
    }

    @Operation(summary = "Check in", description = "By the shop, when the customer has come.")
    @PostMapping("/check-in")
    ResponseEntity<String> checkIn(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.CHECK_IN, key, caller);
    }

    @Operation(summary = "Complete", description = "By the shop, when the customer was served.")
    @PostMapping("/completion")
    ResponseEntity<String> complete(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.COMPLETE, key, caller);
    }

    @Operation(summary = "Mark as no-show", description = "By the shop, when the customer did not come.")
    @PostMapping("/no-show")
    ResponseEntity<String> noShow(
            @PathVariable String id, @RequestHeader(KEY) Optional<String> key, @AuthenticationPrincipal Caller caller) {
        return act(id, Action.MARK_NO_SHOW, key, caller);
    }

    private ResponseEntity<String> act(String id, Action action, Optional<String> key, Caller caller) {
        Supplier<String> done = () -> json.of(reservations.act(id, action, caller), caller);
        return key.map(text -> Idempotency.Key.of(caller.userId(), text, action + " " + id))
                .map(scope -> idempotency.onceInTransaction(scope, done))
                .orElseGet(() -> new Idempotency.Answer(200, done.get(), false))
                .response();
    }
}
