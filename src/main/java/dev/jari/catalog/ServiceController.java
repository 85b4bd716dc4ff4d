package dev.jari.catalog;

import dev.jari.business.Businesses;
import dev.jari.cache.PublicAnswer;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/businesses/{businessId}/services")
@Tag(name = "Services")
class ServiceController {
    private final Businesses businesses;
    private final Services services;

    ServiceController(Businesses businesses, Services services) {
        this.businesses = businesses;
        this.services = services;
    }

    @GetMapping
    @PublicAnswer(of = "businessId", unless = "all")
    @Operation(summary = "List a shop's services", description = "With all=true withdrawn ones too, for the owner.")
    Page<Service> list(
            @PathVariable String businessId,
            @RequestParam(defaultValue = "false") boolean all,
            @AuthenticationPrincipal @Nullable Caller caller) {
        businesses.requireReader(businessId, all, caller);
        return Page.whole(services.of(businessId).stream()
                .filter(service -> all || service.active())
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a service",
            description = "A booking takes one free resource of each role in requires, in the order written.")
    ResponseEntity<Service> create(
            @PathVariable String businessId, @RequestBody ServiceDraft draft, @AuthenticationPrincipal Caller caller) {
        Service service = services.create(businessId, caller, draft);
        return ResponseEntity.created(URI.create("/api/businesses/" + businessId + "/services/" + service.id()))
                .body(service);
    }

    @GetMapping("/{serviceId}")
    @PublicAnswer(of = "businessId")
    @Operation(summary = "Read a service")
    Service read(@PathVariable String businessId, @PathVariable String serviceId) {
        return services.byId(businessId, serviceId);
    }

    @PatchMapping("/{serviceId}")
    @Operation(
            summary = "Change a service",
            description = "A JSON merge patch: what is absent stays. Bookings keep the terms they were made on.")
    Service change(
            @PathVariable String businessId,
            @PathVariable String serviceId,
            @RequestBody @Schema(implementation = ServiceDraft.class) ObjectNode patch,
            @AuthenticationPrincipal Caller caller) {
        return services.change(businessId, serviceId, caller, patch);
    }

    @DeleteMapping("/{serviceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw a service", description = "It takes no new bookings; those it has stay.")
    void withdraw(
            @PathVariable String businessId, @PathVariable String serviceId, @AuthenticationPrincipal Caller caller) {
        services.withdraw(businessId, serviceId, caller);
    }
}
