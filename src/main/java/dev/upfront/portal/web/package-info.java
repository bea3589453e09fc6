/** The client's pages. */
@NullMarked
package dev.upfront.portal.web;

import org.jspecify.annotations.NullMarked;
