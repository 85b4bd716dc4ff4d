/**
 * The community board: posts with comments and likes, for whoever is signed in. Text is stored as written and shown as a safe subset of HTML
 * ({@code Markdown}). Reports go to operators, who remove, or hide and restore; what is hidden is seen by its author and by operators.
 * Lists come from the cache, a page with its authors by one statement ({@code PostLists}). {@link dev.jari.post.Post} has the events for
 * those who tell people.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "business", "cache", "report", "user", "web"})
package dev.jari.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
