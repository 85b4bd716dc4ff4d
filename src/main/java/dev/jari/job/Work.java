package dev.jari.job;

import java.util.Optional;

/**
 * A step of a job. Each bean of this type is one; {@code @Order} says which comes first. It is called until it is done, each time in a
 * transaction of its own that also remembers the position: keep a call to some milliseconds, for on SQLite nobody else writes meanwhile.
 */
public interface Work {
    Job job();

    /** Within the job, such as {@code sessions}; renaming it makes a run that was interrupted begin this step anew. */
    String name();

    /** Does the next chunk from this position on, at first {@code ""}; may be called again for what was rolled back. */
    Done next(String position);

    /** False for what waits for others, such as Redis or a disk: then a chunk may be done twice, and must not mind. */
    default boolean inTransaction() {
        return true;
    }

    /** How many rows or keys were dealt with, and where to go on; empty: there is nothing left. */
    record Done(int items, Optional<String> next) {
        public static Done andMore(int items, String next) {
            return new Done(items, Optional.of(next));
        }

        public static Done atLast(int items) {
            return new Done(items, Optional.empty());
        }
    }
}
