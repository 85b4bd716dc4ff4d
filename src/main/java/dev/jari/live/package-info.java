/**
 * Live connections: STOMP 1.2 over WebSocket at {@code /ws}, and event streams over HTTP as the fall-back, over one hub.
 *
 * <p>A feature offers a {@link dev.jari.live.Topic} to listen to and an {@link dev.jari.live.Inbox} to send to, and publishes to the
 * {@link dev.jari.live.Hub} of each instance. Nothing can be subscribed to but what a topic admits, and a person's own {@code
 * /user/queue/<name>}. Events are encoded once for all who hear them ({@code Parcel}); what waits for one client is bounded
 * ({@code Outbox}), and numbered events come without a gap or an order of their own ({@code Subscription}). The queue {@code live}
 * tells of a restart to come.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "bus", "redis", "token", "session", "ratelimit"})
package dev.jari.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
