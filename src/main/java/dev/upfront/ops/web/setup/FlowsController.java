package dev.upfront.ops.web.setup;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The flows this application ships, as pictures. */
@Controller
class FlowsController {

    /** @param picture its address */
    record Flow(String name, String says, String picture) {
    }

    @GetMapping("/ops/flows")
    String flows(Model model) {
        model.addAttribute("flows", List.of(
                flow("booking", "From the held slot to the session that took place, and what is owed on the way."),
                flow("onboarding", "The forms and contracts a client has not done yet."),
                flow("payment-collection", "One amount, until it is paid, written off or no longer wanted."),
                flow("refund", "Money on its way back to a client.")));
        return "ops/flows";
    }

    private static Flow flow(String name, String says) {
        return new Flow(name, says, "/flows/" + name + ".png");
    }
}
