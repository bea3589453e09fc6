package dev.upfront.portal.web.me;

/**
 * One part of the client's page, about one thing. Each is a bean with its own template and model; {@code @Order} says where it stands among those of its
 * place. The page knows none of them by name.
 */
interface Section {

    /** On a wide screen sessions and the like stand in the main column, money and papers beside it; on a phone the main column comes first. */
    enum Place { MAIN, BESIDE }

    /**
     * @param template of the fragment {@code section(view)}, such as "portal/me/money"
     * @param view the fragment's model
     */
    record Drawn(Place place, String template, Object view) {}

    Drawn draw(SignedIn who);
}
