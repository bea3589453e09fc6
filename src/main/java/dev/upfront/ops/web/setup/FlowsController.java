package dev.upfront.ops.web.setup;

import dev.upfront.engine.Flows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The flows as pictures, and the flow check for staff who edit them. */
@Controller
class FlowsController {

    private static final List<Flow> SHIPPED = List.of(
            new Flow("booking", "From the held slot to the session that took place, and what is owed on the way."),
            new Flow("onboarding", "The forms and contracts a client has not done yet."),
            new Flow("payment-collection", "One amount, until it is paid, written off or no longer wanted."),
            new Flow("dunning", "A debt that the card on file did not pay, until it is recovered or written off."),
            new Flow("refund", "Money on its way back to a client."),
            new Flow("package", "Credits, from the sale until they are used up, expired or refunded."),
            new Flow("retainer", "A plan that renews by itself, with its pauses, its notices and its end."),
            new Flow("retainer-period", "One period of a retainer: its charge and its credits."),
            new Flow("dispute", "Money that a client’s bank wants back, until it is won or lost."),
            new Flow("reconciliation", "Stripe’s books beside ours, once a day, and what is done about a difference."));

    private final Flows flows;

    FlowsController(Flows flows) {
        this.flows = flows;
    }

    record Flow(String name, String says) {
        public String picture() {
            return "/flows/" + name + ".png";
        }
    }

    @GetMapping("/ops/flows")
    String flows(Model model) {
        model.addAttribute("problems", flows.problems());
        model.addAttribute("flows", SHIPPED);
        return "ops/flows";
    }

    /** Checks edited files beside the application's own; deploys nothing. */
    @PostMapping("/ops/flows/check")
    String check(@RequestParam(required = false) List<MultipartFile> files, Model model) throws IOException {
        var edited = new LinkedHashMap<String, byte[]>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            if (!file.isEmpty() && file.getOriginalFilename() != null) {
                edited.put(file.getOriginalFilename(), file.getBytes());
            }
        }
        model.addAttribute("checked", edited.keySet());
        model.addAttribute("found", edited.isEmpty() ? List.of() : flows.problems(Map.copyOf(edited)));
        return flows(model);
    }
}
