/** Live connections: STOMP over WebSocket, and event streams as the fall-back, over one hub. */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "bus", "redis", "token", "session", "ratelimit"})
package dev.jari.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
