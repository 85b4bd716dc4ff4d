package dev.jari.business;

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
@RequestMapping("/api/businesses/{businessId}/resources")
@Tag(name = "Resources")
class ResourceController {
    private final Businesses businesses;
    private final Resources resources;

    ResourceController(Businesses businesses, Resources resources) {
        this.businesses = businesses;
        this.resources = resources;
    }

    @GetMapping
    @PublicAnswer(of = "businessId", unless = "all")
    @Operation(summary = "List a shop's resources", description = "With all=true withdrawn ones too, for the owner.")
    Page<Resource> list(
            @PathVariable String businessId,
            @RequestParam(defaultValue = "false") boolean all,
            @AuthenticationPrincipal @Nullable Caller caller) {
        businesses.requireReader(businessId, all, caller);
        return Page.whole(all ? resources.of(businessId) : resources.active(businessId));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a resource")
    ResponseEntity<Resource> create(
            @PathVariable String businessId,
            @RequestBody Resource.Draft draft,
            @AuthenticationPrincipal Caller caller) {
        Resource resource = resources.create(businessId, caller, draft);
        return ResponseEntity.created(URI.create("/api/businesses/" + businessId + "/resources/" + resource.id()))
                .body(resource);
    }

    @GetMapping("/{resourceId}")
    @PublicAnswer(of = "businessId")
    @Operation(summary = "Read a resource")
    Resource read(@PathVariable String businessId, @PathVariable String resourceId) {
        return resources.byId(businessId, resourceId);
    }

    @PatchMapping("/{resourceId}")
    @Operation(
            summary = "Change a resource",
            description = "A JSON merge patch. 409 capacity_in_use below what is already booked.")
    Resource change(
            @PathVariable String businessId,
            @PathVariable String resourceId,
            @RequestBody @Schema(implementation = Resource.Draft.class) ObjectNode patch,
            @AuthenticationPrincipal Caller caller) {
        return resources.change(businessId, resourceId, caller, patch);
    }

    @DeleteMapping("/{resourceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw a resource", description = "It takes no new bookings; those it has stay.")
    void withdraw(
            @PathVariable String businessId, @PathVariable String resourceId, @AuthenticationPrincipal Caller caller) {
        resources.withdraw(businessId, resourceId, caller);
    }
}
