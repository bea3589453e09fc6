package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface AttemptRepository extends ListCrudRepository<Attempt, AttemptId> {

    @Query("select * from payment.attempt where payment = :payment and status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN')")
    Optional<Attempt> live(PaymentId payment);

    @Query("select exists (select from payment.attempt where payment_method = :paymentMethod and status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN'))")
    boolean isBeingCharged(String paymentMethod);

    @Query("select * from payment.attempt where session = :session")
    Optional<Attempt> findBySession(String session);

    @Query("select * from payment.attempt where intent = :intent")
    Optional<Attempt> findByIntent(String intent);

    /** The charges of the card on file that failed, whichever payment of the subject they were for, oldest first. */
    @Query("""
            select a.* from payment.attempt a join payment.payment p on p.id = a.payment
            where p.subject = :subject and a.kind = 'CARD' and a.status = 'FAILED' order by a.created_at""")
    List<Attempt> declined(UUID subject);

    @Query("select * from payment.attempt where payment = :payment order by created_at desc")
    List<Attempt> findByPaymentOrderByCreatedAtDesc(PaymentId payment);

    /** The decline of a client's card after which there were that many more, whatever for; what is under way counts as if it will be one. */
    @Query("""
            select a.* from payment.attempt a join payment.payment p on p.id = a.payment
            where p.client = :client and a.payment_method is not null
                and (a.status = 'FAILED' and a.intent is not null or a.status in ('CREATED', 'PROCESSING', 'UNKNOWN'))
            order by a.created_at desc offset :more limit 1""")
    Optional<Attempt> declinedBefore(ClientId client, int more);
}
