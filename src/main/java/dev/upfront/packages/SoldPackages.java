package dev.upfront.packages;

import dev.upfront.client.ClientId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds packages that were sold. */
@Service
@Transactional(readOnly = true)
public class SoldPackages {

    private final PackageSaleRepository repository;

    SoldPackages(PackageSaleRepository repository) {
        this.repository = repository;
    }

    public Optional<PackageSale> byReference(String reference) {
        return repository.findByReference(reference);
    }

    /**
     * Sold packages for a list, latest first.
     *
     * @param statuses only these; all when empty
     * @param reference only those whose reference contains it, or whose client is among the clients; all when blank
     * @param skip how many to leave out, for paging
     */
    public List<PackageSale> list(List<PackageStatus> statuses, String reference, List<ClientId> clients, int skip, int limit) {
        return repository.list((statuses.isEmpty() ? Arrays.asList(PackageStatus.values()) : statuses).stream().map(Enum::name).toList(),
                reference.strip(), clients.stream().map(ClientId::value).toArray(UUID[]::new), skip, limit);
    }
}
