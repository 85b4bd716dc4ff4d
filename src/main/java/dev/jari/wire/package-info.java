/**
 * What carries live connections: STOMP 1.2 over WebSocket at {@code /ws}, and event streams over HTTP as the fall-back.
 *
 * <p>{@code WebSocket} takes and sends whole texts, {@code Socket} is a client of STOMP over one, {@code Stomp} does what its frames say.
 * {@link dev.jari.wire.EventStreams} serves one topic from a controller of the feature it belongs to.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"admission", "live", "token", "web"})
package dev.jari.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
