/**
 * Who may have a live connection, and for how long.
 *
 * <p>{@link dev.jari.admission.Admission} lets in so many at once and so many a second, from the right pages;
 * {@link dev.jari.admission.SignIn} finds out who they are. {@code Watch} closes what has outlived its token or its session, or does not
 * read; {@code Drain} tells of a restart on the queue {@code live} and sends everybody away in groups before this instance stops.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"live", "ratelimit", "session", "token", "web"})
package dev.jari.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
