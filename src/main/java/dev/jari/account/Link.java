package dev.jari.account;

/** A link that somebody opened: whose it is, and to which address it was sent. */
record Link(String userId, String address) {

    enum Purpose {
        VERIFY_EMAIL("/verify-email", "verify-email"),
        RESET_PASSWORD("/reset-password", "reset-password"),
        CHANGE_EMAIL("/change-email", "change-email");

        final String page;
        final String mail;

        Purpose(String page, String mail) {
            this.page = page;
            this.mail = mail;
        }
    }
}
