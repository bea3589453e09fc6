/** The real parts of an installation (PostgreSQL, Camunda's broker and Operate, OpenSearch), each an operating-system process on this machine. */
@NullMarked
package dev.upfront.installation;

import org.jspecify.annotations.NullMarked;
