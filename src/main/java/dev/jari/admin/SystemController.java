package dev.jari.admin;

import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operators")
class SystemController {
    private final SystemState state;

    SystemController(SystemState state) {
        this.state = state;
    }

    @GetMapping("/api/admin/system")
    @Operation(
            summary = "How the whole is doing",
            description = "Instances, database, Redis, bus, what waits to be sent, the books, revocations and keys.")
    SystemState.State read(@AuthenticationPrincipal Caller caller) {
        return state.now();
    }
}
