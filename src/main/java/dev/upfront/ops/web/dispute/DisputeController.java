package dev.upfront.ops.web.dispute;

import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.DisputeId;
import dev.upfront.dispute.Disputes;
import dev.upfront.dispute.NotPossible;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One dispute: what is known, the evidence, and the decision, which shows first what it means in money. */
@Controller
class DisputeController {

    private final Disputes disputes;
    private final DisputePages pages;

    DisputeController(Disputes disputes, DisputePages pages) {
        this.disputes = disputes;
        this.pages = pages;
    }

    @GetMapping("/ops/disputes/{id}")
    String dispute(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        return show(dispute(id), Typed.of(Map.of("words", dispute(id).words())), words, model);
    }

    @GetMapping("/ops/disputes/{id}/evidence.pdf")
    ResponseEntity<byte[]> evidence(@PathVariable UUID id) {
        var dispute = dispute(id);
        var pack = disputes.pack(dispute.id()).orElseThrow(() -> new NoSuchElementException("Nothing is put together yet"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename("evidence-%s.pdf".formatted(dispute.reference())).build().toString())
                .body(pack.pdf());
    }

    /** Two steps on one address: with "confirmed" it is done, without it the page says first what it means. */
    @PostMapping("/ops/disputes/{id}/submit")
    String submit(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("words") Wording words,
            Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var own = typed.text("words");
        if (own.length() > Disputes.LONGEST_WORDS) {
            typed.refuse("words", "The bank reads at most %d characters.".formatted(Disputes.LONGEST_WORDS));
        }
        if (typed.refused()) {
            response.setStatus(422);
            return show(dispute(id), typed, words, model);
        }
        return typed.has("confirmed", "yes") ? done(id, flash, "The evidence is handed in. The bank decides, often after weeks.", () -> disputes.submit(new DisputeId(id), own, who.name()))
                : confirm(dispute(id), typed, "SUBMIT", words, model);
    }

    @GetMapping("/ops/disputes/{id}/accept")
    String askToAccept(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        return confirm(dispute(id), Typed.of(Map.of()), "ACCEPT", words, model);
    }

    @PostMapping("/ops/disputes/{id}/accept")
    String accept(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        return done(id, flash, "The dispute is accepted: the money stays with the client.", () -> disputes.accept(new DisputeId(id), who.name()));
    }

    private static String done(UUID id, RedirectAttributes flash, String done, Runnable decision) {
        try {
            decision.run();
            flash.addFlashAttribute("done", done);
        } catch (NotPossible sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
        }
        return "redirect:/ops/disputes/" + id;
    }

    private String show(Dispute dispute, Typed typed, Wording words, Model model) {
        model.addAttribute("page", pages.of(dispute, words));
        model.addAttribute("form", typed);
        return "ops/dispute";
    }

    private String confirm(Dispute dispute, Typed typed, String decision, Wording words, Model model) {
        model.addAttribute("page", pages.of(dispute, words));
        model.addAttribute("form", typed);
        model.addAttribute("decision", decision);
        return "ops/dispute-decide";
    }

    private Dispute dispute(UUID id) {
        return disputes.dispute(new DisputeId(id));
    }
}
