package dev.upfront.retainer;

import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.client.ClientId;

/**
 * A client agrees to a plan.
 *
 * @param requestKey made once per visit of the page, so that two tabs or clicks agree to one retainer
 * @param by who agreed, such as "client" or a staff member's name
 */
public record RetainerRequest(String requestKey, ClientId client, RetainerPlanId plan, String by) {}
