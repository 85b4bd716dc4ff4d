package dev.jari.report;

import dev.jari.report.Report.Kind;
import dev.jari.report.Report.Resolution;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/reports")
@Tag(name = "Moderation")
class ReportController {
    private static final int MAX_NOTE = 500;

    private final Decisions decisions;

    ReportController(Decisions decisions) {
        this.decisions = decisions;
    }

    @Schema(name = "ReportPerson")
    record Person(
            @Schema(example = "01981c2e-7a6b-7c3d-9e4f-0a1b2c3d4e5f")
            String id,

            @Schema(example = "Mina") String name) {}

    @Schema(name = "Report")
    record View(
            @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
            String id,

            @Schema(example = "comment") Kind kind,

            @Schema(example = "019ab3c4-1111-7f80-9123-456789abcdef", description = "Of the post, comment or message")
            String subjectId,

            @Schema(
                    example = "019ab3c4-0000-7f80-9123-456789abcdef",
                    description = "The post or the room that it is in; of a post its own")
            String placeId,

            Person author,
            Person reporter,

            @Schema(example = "This is an advertisement.") @Nullable
            String reason,

            @Schema(example = "Cheap watches", description = "Of the post; none for messages") @Nullable
            String title,

            @Schema(example = "Buy now …", description = "As it was when it was reported, up to 4,000 characters")
            String text,

            @Schema(example = "2026-11-23T05:00:00Z") Instant createdAt,

            @Schema(example = "2026-11-23T06:00:00Z") @Nullable
            Instant closedAt,

            @Schema(example = "dismissed") @Nullable Resolution resolution,

            @Schema(example = "Not against the rules") @Nullable
            String note) {
        static View of(Report report) {
            Report.Thing thing = report.thing();
            return new View(
                    report.id(),
                    thing.kind(),
                    thing.id(),
                    thing.placeId(),
                    new Person(thing.authorId(), report.authorName()),
                    new Person(report.reporterId(), report.reporterName()),
                    report.reason(),
                    thing.title(),
                    thing.body(),
                    Instant.ofEpochMilli(report.createdAt()),
                    report.closedAt() == null ? null : Instant.ofEpochMilli(report.closedAt()),
                    report.resolution(),
                    report.note());
        }
    }

    @Schema(name = "ReportResolution")
    record Body(
            @Schema(
                    example = "removed",
                    allowableValues = {"dismissed", "removed"})
            @Nullable
            String action,

            @Schema(example = "An advertisement", description = "For other operators") @Nullable
            String note) {}

    enum Action {
        DISMISSED,
        REMOVED
    }

    @GetMapping
    @Operation(
            summary = "Reports about posts, comments and messages",
            description = "Open ones, oldest first; with state=closed those that are decided, newest first.")
    Page<View> list(
            @RequestParam(defaultValue = "open") @Pattern(regexp = "open|closed") String state,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @AuthenticationPrincipal Caller caller) {
        var after = Page.position(cursor).map(ReportController::position);
        return Page.of(
                        decisions.list(state.equals("open"), after, limit + 1),
                        limit,
                        report -> report.createdAt() + " " + report.id())
                .map(View::of);
    }

    private static ReportStore.Position position(String text) {
        int blank = text.indexOf(' ');
        try {
            long at = Long.parseLong(text.substring(0, Math.max(0, blank)));
            return new ReportStore.Position(at, text.substring(blank + 1));
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
    }

    @PostMapping("/{id}/resolution")
    @Operation(
            summary = "Decide about what is reported: dismiss the reports about it, or remove it",
            description = "Closes all open reports about the same post, comment or message.")
    View resolve(@PathVariable String id, @RequestBody Body body, @AuthenticationPrincipal Caller caller) {
        Checks checks = new Checks();
        String wanted = body.action == null ? null : body.action.toUpperCase(Locale.ROOT);
        Action action = checks.oneOf("action", wanted, Action.class);
        String note = checks.optionalText("note", body.note, MAX_NOTE);
        checks.done();
        return View.of(decisions.resolve(id, Resolution.valueOf(action.name()), note, caller));
    }
}
