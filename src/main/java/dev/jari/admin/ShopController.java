package dev.jari.admin;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/businesses")
@Tag(name = "Operators")
class ShopController {
    private final Shops shops;

    ShopController(Shops shops) {
        this.shops = shops;
    }

    @Schema(name = "SuspensionRequest")
    record Suspension(
            @Schema(example = "Several customers found nobody there.", description = "What its owner reads") @Nullable
            String reason) {}

    @GetMapping
    @Operation(summary = "Find shops, closed and suspended ones too; newest first")
    Page<Shop> find(@ParameterObject Shop.Query query, @AuthenticationPrincipal Caller caller) {
        return shops.find(query);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A shop, its owner and its figures")
    Shop.Detail read(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return shops.byId(id);
    }

    @PutMapping("/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Suspend a shop: it leaves the lists and takes no bookings, whatever its owner does",
            description = "What is booked stays. No booking that begins after the answer is taken, on any instance.")
    void suspend(@PathVariable String id, @RequestBody Suspension body, @AuthenticationPrincipal Caller caller) {
        shops.suspend(id, body.reason(), caller);
    }

    @DeleteMapping("/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Reinstate a suspended shop as its owner has left it")
    void reinstate(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        shops.reinstate(id, caller);
    }
}
