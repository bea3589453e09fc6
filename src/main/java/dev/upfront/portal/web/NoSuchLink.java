package dev.upfront.portal.web;

/** The token is foreign, revoked or expired, or names what is not the client's; which of them is nobody's business. */
public class NoSuchLink extends RuntimeException {
    public NoSuchLink() {
        super("The link opens nothing", null, false, false);
    }
}
