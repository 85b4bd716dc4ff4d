package dev.jari.audit;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
    private final Chain chain;

    AuditController(Audit audit, Chain chain) {
        this.audit = audit;
        this.chain = chain;
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

    @Schema(name = "AuditVerification")
    record Verification(
            boolean intact,

            @Schema(example = "4711", description = "How many lines follow each other unbroken from the first")
            long lines,

            @Schema(
                    example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    description =
                            "The hash of the last of them; noted elsewhere, it proves later that nothing before was changed")
            String head,

            @Schema(example = "line 12 was changed") @Nullable
            String fault) {}

    @GetMapping("/api/auth/audit")
    @Operation(summary = "What happened to one's own account lately: the last 50 events, newest first")
    Page<View> own(@AuthenticationPrincipal Caller caller) {
        return Page.whole(audit.latest(AuditStore.Filter.of(caller.userId()), Long.MAX_VALUE, OWN_EVENTS).stream()
                .map(View::of)
                .toList());
    }

    @GetMapping("/api/admin/audit")
    @Operation(summary = "The audit log, newest first")
    Page<View> all(
            @RequestParam @Nullable String userId,
            @RequestParam @Nullable String type,
            @Parameter(description = "Who did it: the id of an operator") @RequestParam @Nullable String by,
            @Parameter(example = "2026-11-01T00:00:00Z") @RequestParam @Nullable Instant from,
            @Parameter(example = "2026-12-01T00:00:00Z", description = "Not included") @RequestParam @Nullable
                    Instant to,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        long before = Page.position(cursor).map(AuditController::seq).orElse(Long.MAX_VALUE);
        var filter = new AuditStore.Filter(
                userId,
                type,
                by,
                from == null ? 0 : from.toEpochMilli(),
                to == null ? Long.MAX_VALUE : to.toEpochMilli());
        return Page.of(audit.latest(filter, before, limit + 1), limit, line -> Long.toString(line.seq()))
                .map(View::of);
    }

    @GetMapping("/api/admin/audit/verification")
    @Operation(summary = "Read the whole log and say whether it is as it was written; what ./jari verify says of it")
    Verification verify(@AuthenticationPrincipal Caller caller) {
        Chain.Report report = chain.verify();
        return new Verification(report.isIntact(), report.lines(), report.head(), report.fault());
    }

    private static long seq(String position) {
        try {
            return Long.parseLong(position);
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
    }
}
