package dev.jari.audit;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Audit")
class AuditController {
    private static final int OWN_EVENTS = 50;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @Schema(name = "AuditLine")
    record View(
            @Schema(example = "4711") String id,
            @Schema(example = "2026-03-02T09:00:00Z") Instant at,
            @Schema(example = "signed_in") String type,

            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f") @Nullable
            String userId,

            @Schema(example = "{\"device\": \"Chrome on Android\", \"network\": \"203.0.113.0/24\"}")
            Map<String, String> details) {
        static View of(AuditLine line) {
            Map<String, String> details = JsonMapper.shared().readValue(line.details(), new TypeReference<>() {});
            return new View(
                    Long.toString(line.seq()), Instant.ofEpochMilli(line.at()), line.type(), line.userId(), details);
        }
    }

    @GetMapping("/api/auth/audit")
    @Operation(summary = "What happened to one's own account lately: the last 50 events, newest first")
    Page<View> own(@AuthenticationPrincipal Caller caller) {
        return Page.whole(audit.latest(caller.userId(), null, Long.MAX_VALUE, OWN_EVENTS).stream()
                .map(View::of)
                .toList());
    }

    @GetMapping("/api/admin/audit")
    @Operation(summary = "The audit log, newest first")
    Page<View> all(
            @RequestParam @Nullable String userId,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        long before = Page.position(cursor).map(AuditController::seq).orElse(Long.MAX_VALUE);
        return Page.of(audit.latest(userId, type, before, limit + 1), limit, line -> Long.toString(line.seq()))
                .map(View::of);
    }

    private static long seq(String position) {
        try {
            return Long.parseLong(position);
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
    }
}
