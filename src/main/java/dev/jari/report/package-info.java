/**
 * What people report, whatever it is, and what operators decide. A feature files what somebody has shown it
 * ({@link dev.jari.report.Reports}) and offers to remove what is reported ({@link dev.jari.report.Reportable}). Who is told of a report, and
 * that one is settled, is told by the events in {@link dev.jari.report.Report}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "user", "web"})
package dev.jari.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
