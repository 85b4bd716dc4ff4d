package dev.jari.idp;

/** What the demo provider does wrong in one sign-in, when it is asked to. */
public enum Fault {
    NONE("nothing"),
    NO_EMAIL("tells no address"),
    UNVERIFIED("has not verified the address"),
    SLOW("is slow"),
    DOWN("answers 503"),
    REDIRECT("answers a redirect"),
    HUGE("answers far too much"),
    WRONG_NONCE("answers for another request"),
    WRONG_AUDIENCE("answers for another client"),
    WRONG_ISSUER("says that it is somebody else"),
    EXPIRED("answers an identity that has expired"),
    ROTATED_KEYS("signs with a new key"),
    UNKNOWN_KEY("signs with a key that it does not publish"),
    BAD_SIGNATURE("answers what it did not sign"),
    UNSIGNED("does not sign at all"),
    REVOCATION_DOWN("answers 503 the first two times that it is told of a farewell");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
