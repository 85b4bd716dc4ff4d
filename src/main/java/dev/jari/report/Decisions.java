package dev.jari.report;

import dev.jari.audit.Audit;
import dev.jari.report.Report.Resolution;
import dev.jari.report.Report.Thing;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators see of reports, and what they do about them: one decision closes all reports about a thing, and is in the audit log. */
@Service
@Transactional(readOnly = true)
class Decisions {
    private final Reports reports;
    private final ReportStore store;
    private final List<Reportable> reportables;
    private final Audit audit;

    Decisions(Reports reports, ReportStore store, List<Reportable> reportables, Audit audit) {
        this.reports = reports;
        this.store = store;
        this.reportables = reportables;
        this.audit = audit;
    }

    List<Report> list(boolean open, Optional<ReportStore.Position> after, int limit) {
        return store.list(open, after, limit);
    }

    /** 409 {@code state_changed} if another operator was faster. */
    @Transactional
    Report resolve(String id, Resolution resolution, @Nullable String note, Caller operator) {
        Report report = byId(id);
        Thing thing = report.thing();
        if (report.closedAt() != null) {
            throw stateChanged();
        }
        if (resolution == Resolution.REMOVED) {
            reportables.stream()
                    .filter(feature -> feature.kinds().contains(thing.kind()))
                    .forEach(feature -> feature.remove(thing, operator));
        }
        if (!reports.close(thing.kind(), thing.id(), resolution, note, operator)) {
            throw stateChanged();
        }
        audit.record(
                "report_" + resolution.json(),
                thing.authorId(),
                Map.of(
                        "by",
                        operator.userId(),
                        "report",
                        id,
                        "kind",
                        thing.kind().json(),
                        "thing",
                        thing.id()));
        return byId(id);
    }

    private static Problem stateChanged() {
        return Problem.conflict("state_changed", "This report is closed by now; load the list again.");
    }

    private Report byId(String id) {
        return store.byId(id).orElseThrow(() -> Problem.notFound("report"));
    }
}
