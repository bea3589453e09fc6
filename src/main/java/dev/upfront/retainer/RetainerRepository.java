package dev.upfront.retainer;

import dev.upfront.client.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface RetainerRepository extends Repository<Retainer, RetainerId> {

    Retainer save(Retainer retainer);

    Optional<Retainer> findById(RetainerId id);

    /** Everything that changes a retainer or its periods holds this lock. */
    @Query("select * from retainer.retainer where id = :id for update")
    Optional<Retainer> lock(RetainerId id);

    @Query("select * from retainer.retainer where reference = :reference")
    Optional<Retainer> findByReference(String reference);

    @Query("select * from retainer.retainer where request_key = :requestKey")
    Optional<Retainer> findByRequestKey(String requestKey);

    @Query("select * from retainer.retainer where client = :client order by agreed_at desc, id")
    List<Retainer> ofClient(ClientId client);

    @Query("select * from retainer.retainer where status <> 'ENDED' order by agreed_at, id limit :limit offset :skip")
    List<Retainer> running(int skip, int limit);

    @Query("select * from retainer.retainer where taken_up_at is null and status <> 'ENDED' and agreed_at < :before order by agreed_at limit 100")
    List<Retainer> notTakenUp(Instant before);
}
