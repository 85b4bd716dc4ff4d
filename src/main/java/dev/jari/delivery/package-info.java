/**
 * Notifications that leave the site, by mail and Web Push. A row of the outbox is written with the notification and decided on when it is
 * due: a push after some seconds, unless the person looks at the site; a mail after some minutes, unless they have read it. Quiet hours
 * and the daily digest put a row off. What concerns security or was changed by somebody else is due at once and asks for nothing.
 *
 * <p>A mail is handed to {@code mail} in the transaction that deletes the row: exactly once. A push is sent by the instance that claims
 * the row, which is due again after a while: if that instance dies in between it is sent once more, under the same topic and id, by which
 * push services and browsers replace the first.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "live", "mail", "notification", "push", "redis", "user", "web"})
package dev.jari.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
