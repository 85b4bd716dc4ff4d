/**
 * How a running instance is watched. What a module counts it counts itself; here is what concerns all of them: how many series there may
 * be ({@code Series}), how long ago each job ran ({@code Jobs}), what the process takes ({@code ProcessMemory}), how old things outside of
 * it are ({@code Outside}), and the log files ({@code LogFiles}), of which {@code ApiLog}, {@code SlowTransactions} and {@code Figures}
 * write what nobody else does. With the profile {@code tracing} also spans ({@code Tracing}).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"token", "web"})
package dev.jari.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
