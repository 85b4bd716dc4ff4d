package dev.jari.idp;

import org.jspecify.annotations.Nullable;

/** What somebody allowed a client; behind a code first, then behind tokens. */
record Grant(
        Shape shape,
        String redirectUri,
        String challenge,
        @Nullable String nonce,
        Person person,
        Fault fault) {

    record Person(String subject, String name, String email, boolean verified) {
        /** Only addresses that nobody can have (RFC 2606): this provider knows nobody, so it must vouch for nobody. */
        boolean isVouchedFor() {
            return verified
                    && email.matches(".+@([a-z0-9-]+\\.)*(example\\.(com|net|org)|[a-z0-9-]+\\.(example|test))");
        }
    }

    /** Apple's address is proven by being told. */
    boolean tellsEmail() {
        boolean may = shape != Shape.APPLE || person.isVouchedFor();
        return may && fault != Fault.NO_EMAIL && !person.email().isBlank();
    }

    boolean isVerified() {
        return fault != Fault.UNVERIFIED && person.isVouchedFor();
    }
}
