package dev.upfront.portal.web.me;

import dev.upfront.client.Client;
import dev.upfront.portal.Reader;

/**
 * Who is signed in. A controller's method that takes this is only reached by a client; everyone else is sent to sign in.
 *
 * @param reader how they read amounts and times
 */
record SignedIn(Client client, Reader reader) {}
