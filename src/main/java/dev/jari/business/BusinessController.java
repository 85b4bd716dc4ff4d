package dev.jari.business;

import dev.jari.cache.PublicAnswer;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/businesses")
@Tag(name = "Businesses")
class BusinessController {
    private final Businesses businesses;
    private final KnownBusinesses known;
    private final Search search;

    BusinessController(Businesses businesses, KnownBusinesses known, Search search) {
        this.businesses = businesses;
        this.known = known;
        this.search = search;
    }

    @Schema(name = "Suspension")
    record SuspensionView(
            @Schema(example = "2026-11-25T09:00:00Z") Instant at,

            @Schema(example = "Several customers found nobody there.")
            String reason) {}

    @Schema(name = "Business")
    record View(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "숨-헤어") String slug,
            @Schema(example = "숨 헤어") String name,
            Business.Category category,
            @Schema(example = "Asia/Seoul") String zone,
            @Schema(example = "서울 마포구 연남로 12") @Nullable String address,
            @Schema(example = "37.5609") @Nullable Double latitude,
            @Schema(example = "126.9238") @Nullable Double longitude,
            @Schema(example = "조용한 1인 미용실") @Nullable String description,

            @Schema(description = "To others than its owner, a suspended shop is CLOSED")
            Business.Status status,

            @Schema(description = "Only for its owner, while an operator has suspended it") @Nullable
            SuspensionView suspension,

            @Schema(description = "Whether the caller owns it")
            boolean mine,

            @Schema(example = "420", description = "From the place searched near") @Nullable
            Long distanceMeters,

            @Schema(example = "2026-11-23T05:00:00Z") Instant createdAt) {

        static View of(Business business, @Nullable Caller caller, @Nullable Long distanceMeters) {
            Place place = business.place();
            Business.Suspension suspension = business.suspension();
            boolean inside = caller != null && business.isOwnedBy(caller.userId());
            return new View(
                    business.id(),
                    business.slug(),
                    business.name(),
                    business.category(),
                    business.zone().getId(),
                    business.address(),
                    place == null ? null : place.latitude(),
                    place == null ? null : place.longitude(),
                    business.description(),
                    inside || business.isOpen() ? business.status() : Business.Status.CLOSED,
                    inside && suspension != null
                            ? new SuspensionView(Instant.ofEpochMilli(suspension.at()), suspension.reason())
                            : null,
                    caller != null && business.isOwnedBy(caller.userId()),
                    distanceMeters,
                    Instant.ofEpochMilli(business.createdAt()));
        }
    }

    @GetMapping
    @PublicAnswer(group = KnownBusinesses.LISTS, alsoSignedIn = false, unless = "mine")
    @Operation(
            summary = "Find shops",
            description = "Newest first, or nearest first with near. Closed shops are only in the list of one's own.")
    Page<View> list(@ParameterObject Search.Query query, @AuthenticationPrincipal @Nullable Caller caller) {
        return search.find(query, caller).map(found -> View.of(found.business(), caller, found.distanceMeters()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open a shop", description = "Whoever is signed in becomes its owner.")
    ResponseEntity<View> create(@RequestBody Business.Draft draft, @AuthenticationPrincipal Caller caller) {
        Business business = businesses.create(caller.userId(), draft);
        return ResponseEntity.created(URI.create("/api/businesses/" + business.id()))
                .body(View.of(business, caller, null));
    }

    @GetMapping("/{idOrSlug}")
    @PublicAnswer(of = "idOrSlug", alsoSignedIn = false)
    @Operation(summary = "Read a shop")
    View read(@PathVariable String idOrSlug, @AuthenticationPrincipal @Nullable Caller caller) {
        return View.of(known.byIdOrSlug(idOrSlug), caller, null);
    }

    @PatchMapping("/{businessId}")
    @Operation(
            summary = "Change a shop",
            description =
                    "A JSON merge patch: what is absent stays. 409 zone_fixed for another zone once there are services.")
    View change(
            @PathVariable String businessId,
            @RequestBody @Schema(implementation = Business.Draft.class) ObjectNode patch,
            @AuthenticationPrincipal Caller caller) {
        return View.of(businesses.change(businessId, caller, patch), caller, null);
    }

    @DeleteMapping("/{businessId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Close a shop", description = "It leaves the lists and takes no more bookings.")
    void close(@PathVariable String businessId, @AuthenticationPrincipal Caller caller) {
        businesses.close(businessId, caller);
    }
}
