package dev.upfront.packages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface PackageSaleRepository extends Repository<PackageSale, PackageSaleId> {

    PackageSale save(PackageSale sale);

    Optional<PackageSale> findById(PackageSaleId id);

    Optional<PackageSale> findByRequestKey(String requestKey);

    @Query("select * from packages.sale where renews = :renewed and status not in ('LAPSED', 'CANCELLED')")
    Optional<PackageSale> renewalOf(UUID renewed);

    @Query("select * from packages.sale where id = :id for update")
    Optional<PackageSale> lock(PackageSaleId id);

    @Query("select * from packages.sale where client_id = :client order by created_at desc limit 200")
    List<PackageSale> ofClient(UUID client);

    @Query("select * from packages.sale where taken_up_at is null and status in ('REQUESTED', 'ACTIVE') and created_at < :before order by created_at limit 100")
    List<PackageSale> notTakenUp(Instant before);

    Optional<PackageSale> findByReference(String reference);

    @Query("""
            select * from packages.sale
            where status in (:statuses) and (:reference = '' or strpos(reference, upper(:reference)) > 0 or client_id = any(:clients))
            order by created_at desc, id limit :limit offset :skip
            """)
    List<PackageSale> list(List<String> statuses, String reference, UUID[] clients, int skip, int limit);
}
