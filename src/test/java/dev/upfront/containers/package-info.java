/** What docker-compose.yml and the files beside the Dockerfile promise, checked without containers. */
@NullMarked
package dev.upfront.containers;

import org.jspecify.annotations.NullMarked;
