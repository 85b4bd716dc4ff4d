/**
 * What people are told. {@link dev.jari.notification.Notifications#tell} writes a row for each person in the transaction of what
 * happened, once for each {@code dedupe_key}; the classes {@code …News} listen to the events of other modules and decide who is told
 * what. What only helps ({@code LiveNews}: open tabs) comes after the commit; mail and push are the module {@code delivery}'s, which adds
 * its rows to the same message to the database ({@code Notifications.Delivery}).
 *
 * <p>A notification ends by itself: no list or count has it after {@code expires_at}, open tabs are told to drop it ({@code Expiry}), and
 * the row is deleted within the hour. The texts are files, {@code notification/texts.<language>.properties}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "business",
            "chat",
            "database",
            "factor",
            "job",
            "live",
            "post",
            "report",
            "reservation",
            "session",
            "user",
            "web"
        })
package dev.jari.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
