package dev.jari.business;

import dev.jari.cache.PublicAnswer;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/businesses/{businessId}")
@Tag(name = "Hours")
class HoursController {
    private final Hours hours;

    HoursController(Hours hours) {
        this.hours = hours;
    }

    @GetMapping("/hours")
    @PublicAnswer(of = "businessId")
    @Operation(summary = "Read the weekly hours", description = "Of the shop, and of resources that have their own.")
    Page<HoursDraft.Weekly> weekly(@PathVariable String businessId) {
        return Page.whole(hours.weekly(businessId));
    }

    @PutMapping("/hours")
    @Operation(
            summary = "Replace the weekly hours",
            description = "The whole list. A resource without hours of its own follows the shop's.")
    Page<HoursDraft.Weekly> replace(
            @PathVariable String businessId,
            @RequestBody List<HoursDraft.@Nullable Weekly> rules,
            @AuthenticationPrincipal Caller caller) {
        return Page.whole(hours.replace(businessId, caller, rules));
    }

    @GetMapping("/exceptions")
    @PublicAnswer(of = "businessId")
    @Operation(summary = "List the dates that differ")
    Page<HoursDraft.Dated> exceptions(@PathVariable String businessId) {
        return Page.whole(hours.exceptions(businessId));
    }

    @PostMapping("/exceptions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a date that differs",
            description = "CLOSED without times is the whole day; OPEN needs times and wins over CLOSED.")
    HoursDraft.Dated add(
            @PathVariable String businessId,
            @RequestBody HoursDraft.Dated draft,
            @AuthenticationPrincipal Caller caller) {
        return hours.add(businessId, caller, draft);
    }

    @PatchMapping("/exceptions/{exceptionId}")
    @Operation(summary = "Change a date that differs", description = "A JSON merge patch.")
    HoursDraft.Dated change(
            @PathVariable String businessId,
            @PathVariable String exceptionId,
            @RequestBody @Schema(implementation = HoursDraft.Dated.class) ObjectNode patch,
            @AuthenticationPrincipal Caller caller) {
        return hours.change(businessId, exceptionId, caller, patch);
    }

    @DeleteMapping("/exceptions/{exceptionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a date that differs")
    void remove(
            @PathVariable String businessId, @PathVariable String exceptionId, @AuthenticationPrincipal Caller caller) {
        hours.remove(businessId, exceptionId, caller);
    }
}
