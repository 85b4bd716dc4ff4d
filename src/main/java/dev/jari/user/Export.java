package dev.jari.user;

/** One part of all that we keep about a person. Every module that keeps something has a bean of this. */
public interface Export {

    /** The member of the exported JSON object. */
    String name();

    /** What Jackson writes there. Runs in a transaction that only reads. */
    Object of(String userId);
}
