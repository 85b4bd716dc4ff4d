package dev.jari.live;

import dev.jari.web.Caller;
import java.util.List;
import java.util.Optional;

/** A family of destinations to listen to, {@code /topic/<family>.<key>}. What no bean of this type answers for cannot be subscribed to. */
public interface Topic {
    /** Such as {@code rooms}: lower-case letters. */
    String family();

    /** Throws the {@code Problem} that stands against this caller listening to {@code key}, which nobody has checked yet. */
    void admit(Optional<Caller> caller, String key);

    /** Whether its events are numbered, ascending by one within a key, and can be read again later. */
    default boolean isNumbered() {
        return false;
    }

    /** The number of the latest event; 0: there is none. */
    default long head(String key) {
        return 0;
    }

    /** The events after {@code number} in order, at most {@code limit}. */
    default List<Event> after(String key, long number, int limit) {
        return List.of();
    }
}
