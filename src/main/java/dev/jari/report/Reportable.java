package dev.jari.report;

import dev.jari.web.Caller;
import java.util.Set;

/** A feature whose things can be reported. */
public interface Reportable {
    Set<Report.Kind> kinds();

    /** In the transaction of the operator's decision. What is gone already stays gone. */
    void remove(Report.Thing thing, Caller operator);
}
