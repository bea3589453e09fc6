package dev.upfront.portal.web.me;

import dev.upfront.portal.web.SeeOther;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Taking a card back: first what it means for the money, then the button. A card that is gone already, or another's, leads back to the page. */
@Controller
@RequestMapping("/me/cards/{id}/remove")
class CardController {

    private final KeptCards cards;
    private final CardsSection section;

    CardController(KeptCards cards, CardsSection section) {
        this.cards = cards;
        this.section = section;
    }

    @GetMapping
    ModelAndView ask(SignedIn who, @PathVariable UUID id) {
        return cards.find(id, who).map(kept -> new ModelAndView("portal/me/remove-card", "card", section.card(kept, who))
                .addObject("consequences", cards.consequences(kept, who))).orElseGet(CardController::back);
    }

    @PostMapping
    ModelAndView remove(SignedIn who, @PathVariable UUID id) {
        cards.find(id, who).ifPresent(kept -> cards.remove(kept, who));
        return back();
    }

    private static ModelAndView back() {
        return SeeOther.at("/me#cards");
    }
}
