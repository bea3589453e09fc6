/** {@code /me}: signing in by a mailed link, and the one page with everything that is the client's. */
@NullMarked
package dev.upfront.portal.web.me;

import org.jspecify.annotations.NullMarked;
