/** The routes of the diagrams: each flow is driven by workers that only answer, until every element and every flow was seen. */
@NullMarked
package dev.upfront.flows;

import org.jspecify.annotations.NullMarked;
