package dev.upfront.portal.web;

/** The token is foreign, revoked or expired, or names what is not the client's; which of them is nobody's business. */
class NoSuchLink extends RuntimeException {
    NoSuchLink() {
        super("The link opens nothing", null, false, false);
    }
}
