package dev.upfront.packages;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.NotShareable;
import dev.upfront.credits.Sharers;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Letting other clients, such as a household or a company, use a package. */
@Service
@Transactional
public class PackageSharing {

    private final PackageSales sales;
    private final Sharers sharers;
    private final Clients clients;
    private final Timeline timeline;

    PackageSharing(PackageSales sales, Sharers sharers, Clients clients, Timeline timeline) {
        this.sales = sales;
        this.sharers = sharers;
        this.clients = clients;
        this.timeline = timeline;
    }

    /**
     * Lets another client use the package's credits; asked for twice, it is shared once.
     *
     * @throws NotPossible with a sentence, when the package can't be shared with them
     */
    public void share(PackageSaleId id, ClientId with, String by) {
        var client = clients.client(with);
        try {
            if (sharers.share(lotOf(id).id(), with)) {
                timeline.add(id, "Shared with " + client.name(), by);
            }
        } catch (NotShareable sentence) {
            throw new NotPossible(sentence.getMessage());
        }
    }

    /** That client can take no more credits of it; what they have booked stays booked. */
    public void unshare(PackageSaleId id, ClientId with, String by) {
        if (sharers.unshare(lotOf(id).id(), with)) {
            timeline.add(id, "No longer shared with " + clients.client(with).name(), by);
        }
    }

    /** Those who may use it besides its client. */
    @Transactional(readOnly = true)
    public List<Client> sharers(PackageSaleId id) {
        return sales.lot(id).map(lot -> sharers.of(lot.id()).stream().map(clients::client).toList()).orElseGet(List::of);
    }

    private CreditLot lotOf(PackageSaleId id) {
        return sales.lot(id).orElseThrow(() -> new NotPossible("This package is not paid yet, so it has no credits to share. Nothing was changed."));
    }
}
