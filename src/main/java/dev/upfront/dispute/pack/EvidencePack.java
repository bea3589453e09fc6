package dev.upfront.dispute.pack;

import dev.upfront.payment.DisputeEvidence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the practice knows about a disputed purchase, in words: times and amounts are written as the bank reads them, so that the same pack always makes
 * the same pages.
 *
 * @param claim what the cardholder has told the bank
 * @param summary the purchase at a glance
 * @param answer what happened, in a few sentences
 * @param checklist what there is and what is missing; for staff, the bank does not see it
 * @param policy nothing when no acceptance is on record
 * @param sessions booked with what was paid
 * @param credits nothing unless the payment bought some
 * @param texts what Stripe shows the bank in words
 */
public record EvidencePack(String practice, String accent, String reference, String stripeDispute, String assembledOn, String zone, String claim, String disputedAmount,
                           List<Fact> summary, List<String> answer, List<Item> checklist, List<Happening> timeline, @Nullable Policy policy, List<Contract> contracts,
                           List<Letter> mails, List<Session> sessions, List<Paid> payments, @Nullable Credits credits, Map<DisputeEvidence.Text, String> texts) {

    public record Fact(String label, String value) {
    }

    /** @param note what is there, or why it is not */
    public record Item(String title, boolean present, String note) {
    }

    public record Happening(String at, String what, String by) {
    }

    /** @param textSha256 of the text that was ticked, made when it was ticked */
    public record Policy(String sentence, String accepted, String acceptedOn, String textSha256, String address, String browser) {
    }

    /**
     * @param text as it was signed, Markdown
     * @param drawn the drawn signature as PNG in base 64; nothing when the name was typed
     */
    public record Contract(String title, int version, String text, String signer, @Nullable String drawn, String signedOn, String consent, String mail, @Nullable String mailVerifiedOn,
                           String address, String browser, String textSha256, String recordSha256) {
    }

    public record Letter(String at, String title, String to, String sent) {
    }

    /** @param confirmed how it is known */
    public record Session(String when, String what, String state, String confirmed) {
    }

    public record Paid(String reference, String what, String paidOn, String amount, String refunded) {
    }

    public record Credits(int bought, int used, int held, int free, int expired, int refunded, String each) {
    }

    /** The same without the contracts' words, for when they make it too large: their hashes stay. */
    EvidencePack withoutContractTexts() {
        return new EvidencePack(practice, accent, reference, stripeDispute, assembledOn, zone, claim, disputedAmount, summary, answer, checklist, timeline, policy,
                contracts.stream().map(contract -> new Contract(contract.title(), contract.version(), "", contract.signer(), null, contract.signedOn(), contract.consent(),
                        contract.mail(), contract.mailVerifiedOn(), contract.address(), contract.browser(), contract.textSha256(), contract.recordSha256())).toList(),
                mails, sessions, payments, credits, texts);
    }
}
