/** The endpoints of /api/v1, their bodies, and the answers that say what went wrong. */
@NullMarked
package dev.upfront.api.web;

import org.jspecify.annotations.NullMarked;
