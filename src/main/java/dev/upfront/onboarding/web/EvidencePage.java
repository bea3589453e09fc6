package dev.upfront.onboarding.web;

import dev.upfront.onboarding.EvidenceChain;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * Verifies the chain of evidence for whoever holds a signed copy: its record's hash is the address. The page says nothing about the signer
 * that is not a fingerprint or a time.
 */
@Controller
class EvidencePage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final EvidenceChain chain;

    EvidencePage(EvidenceChain chain) {
        this.chain = chain;
    }

    @GetMapping("/evidence/{hash}")
    ModelAndView show(@PathVariable String hash) {
        var found = chain.byHash(hash.strip().toLowerCase(Locale.ROOT));
        var verification = chain.verify();
        var page = new ModelAndView("onboarding/evidence");
        page.setStatus(found.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND);
        page.addObject("evidence", found.orElse(null));
        page.addObject("hash", hash);
        page.addObject("verification", verification);
        // Whatever breaks after this record can't have touched it: its hash covers everything up to itself.
        page.addObject("sound", found.isPresent() && (verification.intact() || verification.broken().sequence() > found.get().sequence()));
        found.ifPresent(evidence -> page.addObject("signedAt", TIME.format(evidence.signedAt())));
        return page;
    }
}
