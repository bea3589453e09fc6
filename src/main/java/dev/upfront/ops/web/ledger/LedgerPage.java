package dev.upfront.ops.web.ledger;

import dev.upfront.ledger.Account;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Earned, unearned and owed, in one currency.
 *
 * @param currencies all in which something was ever booked, when there are several
 * @param months the twelve months that end with this one, the latest last
 * @param asOf the day at whose end the trial balance stands
 */
record LedgerPage(String currency, List<String> currencies, String earned, String unearned, String owed, MonthChart months, List<OfferingRow> offerings,
                  OfferingRow allOfferings, LocalDate asOf, LocalDate today, List<TrialRow> trial, TrialRow sums) {

    /** What an offering earned. */
    record OfferingRow(String name, String thisMonth, String lastMonth, String year) {
    }

    /**
     * An account in the trial balance; one side is empty.
     *
     * @param account null in the row of sums
     */
    record TrialRow(@Nullable Account account, String name, String meaning, String debit, String credit) {
    }
}
