package dev.jari.account;

import dev.jari.audit.Audit;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.user.Export;
import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All that every module keeps of a person, as one JSON object. */
@RestController
@Tag(name = "Accounts")
class ExportController {
    private final List<Export> parts;
    private final RateLimiter limiter;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate reading;

    ExportController(
            List<Export> parts,
            RateLimiter limiter,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.parts = parts.stream().sorted(Comparator.comparing(Export::name)).toList();
        this.limiter = limiter;
        this.audit = audit;
        this.clock = clock;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    @GetMapping("/api/auth/export")
    @Operation(summary = "All one's data as JSON")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = """
                                            {"exportedAt": "2026-03-02T09:00:00Z",
                                            "profile": {"id": "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f", "email": "mina@example.com"},
                                            "reservations": [{"code": "K7MX2R9B", "state": "CONFIRMED"}]}
                                            """)))
    ResponseEntity<Map<String, Object>> export(@AuthenticationPrincipal Caller caller, HttpServletResponse response) {
        limiter.loginAccount("export " + caller.userId()).enforce(response);
        Map<String, Object> whole = Objects.requireNonNull(reading.execute(transaction -> collected(caller.userId())));
        audit.record("exported", caller.userId(), Map.of("session", caller.sessionId()));
        ContentDisposition file =
                ContentDisposition.attachment().filename("jari.json").build();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(whole);
    }

    private Map<String, Object> collected(String userId) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("exportedAt", clock.instant());
        parts.forEach(part -> whole.put(part.name(), part.of(userId)));
        return whole;
    }
}
