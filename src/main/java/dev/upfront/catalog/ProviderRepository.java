package dev.upfront.catalog;

import java.util.List;
import org.springframework.data.repository.ListCrudRepository;

interface ProviderRepository extends ListCrudRepository<Provider, ProviderId> {

    List<Provider> findAllByOrderByNameAscIdAsc();

    List<Provider> findByActiveTrue();
}
