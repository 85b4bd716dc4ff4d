package dev.jari.session;

/** For whoever lets somebody in once and for longer than a request. */
public interface RevocationListener {
    /** This instance has just learned that a session, or older tokens, of this person have ended; {@link SessionCheck} knows which. */
    void revoked(String userId);
}
