/**
 * Who is connected to this instance and what they hear, whatever carries it.
 *
 * <p>A feature offers a {@link dev.jari.live.Topic} to listen to and an {@link dev.jari.live.Inbox} to send to, and publishes to the
 * {@link dev.jari.live.Hub} of each instance. Nothing can be subscribed to but what a topic admits, and a person's own {@code
 * /user/queue/<name>}. Events are encoded once for all who hear them ({@code Parcel}); what waits for one client is bounded
 * ({@link dev.jari.live.Outbox}), and numbered events come without a gap or an order of their own ({@link dev.jari.live.Subscription}).
 *
 * <p>{@code admission} decides who gets and keeps a {@link dev.jari.live.Connection}, {@code wire} carries it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "bus", "redis", "token"})
package dev.jari.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
