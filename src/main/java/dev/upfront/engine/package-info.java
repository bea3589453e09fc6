/** The only user of the Zeebe client: deploys the flows, opens workers, sends commands, checks flows. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.upfront.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
