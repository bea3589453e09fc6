package dev.upfront.dispute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface DisputeRepository extends Repository<Dispute, DisputeId> {

    Dispute save(Dispute dispute);

    Optional<Dispute> findById(DisputeId id);

    Optional<Dispute> findByReference(String reference);

    @Query("select * from dispute.dispute where id = :id for update")
    Optional<Dispute> lock(DisputeId id);

    @Query("select * from dispute.dispute where stripe_dispute = :stripeDispute and status <> 'ESCALATED' for update")
    Optional<Dispute> lockByStripeDispute(String stripeDispute);

    @Query("select * from dispute.dispute where payment = :payment order by opened_at, noticed_at, id")
    List<Dispute> ofPayment(UUID payment);

    @Query("select * from dispute.dispute where subject = :subject order by opened_at, noticed_at, id")
    List<Dispute> ofSubject(UUID subject);

    @Query("select * from dispute.dispute where client = :client order by opened_at desc, id limit 200")
    List<Dispute> ofClient(UUID client);

    @Query("select * from dispute.dispute where status in ('OPEN', 'SUBMITTED') order by status, answer_by nulls last, opened_at")
    List<Dispute> running();

    @Query("select * from dispute.dispute where status in ('WON', 'LOST', 'DROPPED', 'ESCALATED') order by closed_at desc, id limit :limit offset :skip")
    List<Dispute> ended(int skip, int limit);

    @Query("select * from dispute.dispute where taken_up_at is null and noticed_at < :before order by noticed_at limit 100")
    List<Dispute> notTakenUp(Instant before);
}
