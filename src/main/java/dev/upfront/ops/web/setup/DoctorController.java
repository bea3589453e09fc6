package dev.upfront.ops.web.setup;

import dev.upfront.engine.Incidents;
import dev.upfront.ops.doctor.Diagnosis;
import dev.upfront.ops.doctor.Doctor;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Operate;
import dev.upfront.payment.StripeCheckup;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether this installation is well, what stands still, and the Stripe events that wait. */
@Controller
class DoctorController {

    record Row(String subject, Chip state, String seen, String remedy) {
        static Row of(Diagnosis diagnosis) {
            return new Row(diagnosis.subject(), chip(diagnosis.state()), diagnosis.seen(), diagnosis.remedy());
        }

        private static Chip chip(Diagnosis.State state) {
            return switch (state) {
                case WELL -> new Chip("done", "Well");
                case LOOK -> new Chip("waiting", "Look at this");
                case BROKEN -> new Chip("stuck", "Broken");
            };
        }
    }

    private final Doctor doctor;
    private final StripeCheckup stripe;
    private final Incidents incidents;
    private final Operate operate;

    DoctorController(Doctor doctor, StripeCheckup stripe, Incidents incidents, Operate operate) {
        this.doctor = doctor;
        this.stripe = stripe;
        this.incidents = incidents;
        this.operate = operate;
    }

    @GetMapping("/ops/doctor")
    String examine(Model model) {
        var found = doctor.examine();
        model.addAttribute("rows", found.stream().map(Row::of).toList());
        model.addAttribute("broken", found.stream().filter(diagnosis -> diagnosis.state() == Diagnosis.State.BROKEN).count());
        model.addAttribute("looks", found.stream().filter(diagnosis -> diagnosis.state() == Diagnosis.State.LOOK).count());
        model.addAttribute("events", stripe.waitingEvents());
        model.addAttribute("incidents", incidents.open());
        model.addAttribute("operate", operate);
        return "ops/doctor";
    }

    @PostMapping("/ops/doctor/round-trip")
    String roundTrip(RedirectAttributes told) {
        try {
            var took = stripe.roundTrip();
            told.addFlashAttribute(took.isPresent() ? "done" : "problem", took
                    .map(time -> "Stripe reached us: its webhook came in %d.%d s after the event.".formatted(time.toSeconds(), time.toMillisPart() / 100))
                    .orElse("Stripe did it, but no webhook came within %d s. Is the address above reachable from the internet, and is the secret the one of this endpoint? Payments are settled by the return page and the timer meanwhile.".formatted(stripe.eventWithin().toSeconds())));
        } catch (IllegalStateException refused) {
            told.addFlashAttribute("problem", "Stripe could not be asked: %s. No money was moved.".formatted(refused.getMessage()));
        }
        return "redirect:/ops/doctor";
    }
}
