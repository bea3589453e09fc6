package dev.upfront.ops.web.dispute;

import dev.upfront.dispute.Disputes;
import dev.upfront.ops.web.Wording;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** All disputes: what waits first, then what is over. */
@Controller
class DisputesController {

    private static final int PAGE = 50;
    private static final int LAST_PAGE = 10_000;

    private final Disputes disputes;
    private final DisputeRows rows;

    DisputesController(Disputes disputes, DisputeRows rows) {
        this.disputes = disputes;
        this.rows = rows;
    }

    @GetMapping("/ops/disputes")
    String disputes(@RequestParam(defaultValue = "0") int page, @ModelAttribute("words") Wording words, Model model) {
        var at = Math.clamp(page, 0, LAST_PAGE);
        var ended = disputes.ended(at * PAGE, PAGE + 1);
        model.addAttribute("running", at > 0 ? List.of() : disputes.running().stream().map(dispute -> rows.of(dispute, words)).toList());
        model.addAttribute("ended", ended.stream().limit(PAGE).map(dispute -> rows.of(dispute, words)).toList());
        model.addAttribute("page", at);
        model.addAttribute("more", ended.size() > PAGE);
        return "ops/disputes";
    }
}
