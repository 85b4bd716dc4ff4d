/**
 * Talk between a customer and a shop: one room for each pair and one for each reservation.
 *
 * <p>{@link dev.jari.chat.Messages} writes: one transaction takes the room's next number, under the row's lock, and inserts the line. The
 * numbers are therefore the order of the commits, without gaps, and all else follows from that. A {@code clientMessageId} makes a
 * retry the same message.
 *
 * <p>{@code FanOut} brings committed lines to whoever listens: at once on this instance, over the bus on the others. It knows how far
 * each room that is listened to has come; what is missing it reads from SQL, so that neither a lost word nor Redis being away loses a
 * message. {@code Live} is the side towards sockets and event streams. What is only of the moment (who types, who is there) is told
 * once, or kept in Redis for a minute, and in no table.
 *
 * <p>Someone who is not in a room, or has left it, is told that there is none.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "attachment",
            "bus",
            "business",
            "live",
            "redis",
            "report",
            "reservation",
            "user",
            "web",
            "wire"
        })
package dev.jari.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
