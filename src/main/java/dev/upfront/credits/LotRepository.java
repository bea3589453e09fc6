package dev.upfront.credits;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface LotRepository extends Repository<CreditLot, LotId> {

    CreditLot save(CreditLot lot);

    Optional<CreditLot> findById(LotId id);

    Optional<CreditLot> findBySource(UUID source);

    List<CreditLot> findBySourceIn(Collection<UUID> sources);

    @Query("select * from credits.lot where id in (:ids)")
    List<CreditLot> withIds(List<UUID> ids);

    /** Everything that changes a lot's counts holds this lock. */
    @Query("select * from credits.lot where id = :id for update")
    Optional<CreditLot> lock(LotId id);

    /** Those whose time is over while credits are free, oldest end first. */
    @Query("select * from credits.lot where expires_at <= :now and free > 0 order by expires_at")
    List<CreditLot> leftOver(Instant now);

    /** Those that the client may use, theirs and shared ones: what ends first comes first. */
    @Query("""
            select * from credits.lot where client = :client or id in (select lot from credits.sharer where client = :client)
            order by expires_at nulls last, granted_at, id""")
    List<CreditLot> ofClient(UUID client);

    @Query("select * from credits.lot where payer = :payer order by expires_at nulls last, granted_at, id")
    List<CreditLot> ofPayer(UUID payer);
}
