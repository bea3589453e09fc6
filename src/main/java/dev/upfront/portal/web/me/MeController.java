package dev.upfront.portal.web.me;

import dev.upfront.booking.Bookings;
import dev.upfront.client.Channel;
import dev.upfront.client.Links;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.SoldPackages;
import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Payment;
import dev.upfront.portal.web.NoSuchLink;
import dev.upfront.portal.web.SeeOther;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.Retainers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The client's page, its longer lists, and the ways from it to a booking and a paper. Everything is the signed-in client's own or it is not there. */
@Controller
@RequestMapping("/me")
class MeController {

    private static final int LAST_PAGE = 1_000;

    private final List<Section> sections;
    private final PastSection past;
    private final MoneySection money;
    private final ClientPayments payments;
    private final Bookings bookings;
    private final Retainers retainers;
    private final SoldPackages soldPackages;
    private final Debts debts;
    private final Links links;
    private final EvidenceChain evidence;

    /** @param sections in the order of the page */
    MeController(List<Section> sections, PastSection past, MoneySection money, ClientPayments payments, Bookings bookings, Retainers retainers, SoldPackages soldPackages, Debts debts, Links links, EvidenceChain evidence) {
        this.sections = sections;
        this.past = past;
        this.money = money;
        this.payments = payments;
        this.bookings = bookings;
        this.retainers = retainers;
        this.soldPackages = soldPackages;
        this.debts = debts;
        this.links = links;
        this.evidence = evidence;
    }

    /** Where a booking's page is reached from here. */
    static String address(String reference) {
        return "/me/sessions/" + reference;
    }

    static String retainerAddress(Retainer retainer) {
        return "/me/retainers/" + retainer.reference();
    }

    static String packageAddress(PackageSale sale) {
        return "/me/packages/" + sale.reference();
    }

    /** Where a payment is paid. */
    static String payAddress(Payment payment) {
        return "/me/payments/" + payment.reference();
    }

    @GetMapping
    ModelAndView me(SignedIn who) {
        var drawn = sections.stream().map(section -> section.draw(who)).toList();
        var page = new ModelAndView("portal/me/me");
        page.addObject("name", who.client().name());
        page.addObject("mail", who.client().mail());
        page.addObject("owed", debts.total(Debts.among(payments.of(who.client().id())), who.reader()).orElse(null));
        page.addObject("main", at(Section.Place.MAIN, drawn.stream()));
        page.addObject("beside", at(Section.Place.BESIDE, drawn.stream()));
        return page;
    }

    @GetMapping("/past")
    ModelAndView past(SignedIn who, @RequestParam(defaultValue = "1") int page) {
        return list("portal/me/past-sessions", past.page(who, checked(page)), page);
    }

    @GetMapping("/money")
    ModelAndView money(SignedIn who, @RequestParam(defaultValue = "1") int page) {
        return list("portal/me/movements", money.page(who, checked(page)), page);
    }

    /** Makes a link to the booking's own page when it is wanted, and not for each row of a list. */
    @GetMapping("/sessions/{reference}")
    ModelAndView session(SignedIn who, @PathVariable String reference) {
        var booking = bookings.byReference(reference).filter(found -> found.client().equals(who.client().id())).orElseThrow(NoSuchLink::new);
        return pageOf(booking.id().value(), who);
    }

    /** @param deed such as "pause", what is to be done with it there; empty for only looking */
    @GetMapping({"/retainers/{reference}", "/retainers/{reference}/{deed:cancel|pause|resume|plan|card}"})
    ModelAndView retainer(SignedIn who, @PathVariable String reference, @PathVariable(required = false) @Nullable String deed) {
        var retainer = retainers.byReference(reference).filter(found -> found.client().equals(who.client().id())).orElseThrow(NoSuchLink::new);
        var address = "/s/" + links.issue(who.client().id(), retainer.id().value(), Channel.BROWSER);
        return SeeOther.at(deed == null ? address : address + "/retainer/" + deed);
    }

    @GetMapping("/packages/{reference}")
    ModelAndView soldPackage(SignedIn who, @PathVariable String reference) {
        var sale = soldPackages.byReference(reference).filter(found -> found.client().equals(who.client().id())).orElseThrow(NoSuchLink::new);
        return pageOf(sale.id().value(), who);
    }

    /** What a payment is for has a page where it is paid. */
    @GetMapping("/payments/{reference}")
    ModelAndView payment(SignedIn who, @PathVariable String reference) {
        var payment = payments.of(who.client().id()).stream().filter(owed -> owed.reference().equals(reference)).findFirst().orElseThrow(NoSuchLink::new);
        return pageOf(payment.subject().id(), who);
    }

    @GetMapping("/papers/{step}.pdf")
    ResponseEntity<byte[]> paper(SignedIn who, @PathVariable String step) {
        var copy = evidence.signedBy(who.client().id()).stream().filter(paper -> paper.step().toString().equals(step)).findFirst()
                .flatMap(paper -> evidence.signedCopy(paper.step())).orElseThrow(NoSuchLink::new);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(copy.filename()).build().toString()).body(copy.pdf());
    }

    private ModelAndView pageOf(UUID subject, SignedIn who) {
        return SeeOther.at("/s/" + links.issue(who.client().id(), subject, Channel.BROWSER));
    }

    private static List<Section.Drawn> at(Section.Place place, Stream<Section.Drawn> drawn) {
        return drawn.filter(section -> section.place() == place).toList();
    }

    private static ModelAndView list(String template, Object view, int page) {
        return new ModelAndView(template, "view", view).addObject("page", page);
    }

    private static int checked(int page) {
        if (page < 1 || page > LAST_PAGE) {
            throw new NoSuchLink();
        }
        return page;
    }
}
