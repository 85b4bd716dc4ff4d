/**
 * What every HTTP feature stands on: who is calling ({@link dev.jari.web.Caller}), how an error looks
 * ({@link dev.jari.web.Problem}, RFC 9457), how a list is paged ({@link dev.jari.web.Page}), ids, and the trace id that ties a
 * response to its log lines. Knows no feature.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.jari.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
