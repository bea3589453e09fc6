package dev.upfront.portal;

import dev.upfront.client.Client;
import dev.upfront.credits.CreditLot;
import dev.upfront.onboarding.Step;
import dev.upfront.packages.PackageSale;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Refund;
import dev.upfront.payment.Subject;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one sold package that its client may see.
 *
 * @param lot the credits it granted; null while it is not paid
 * @param renewal the sale that renews it; null when none does
 */
public record PackageVisit(PackageSale sale, Client client, @Nullable CreditLot lot, @Nullable PackageSale renewal, List<Step> steps, List<Payment> payments,
                           List<Refund> refunds, CurrentStep current) implements Visit {

    @Override
    public Subject subject() {
        return sale.subject();
    }

    @Override
    public ZoneId zone() {
        return sale.clientZone();
    }
}
