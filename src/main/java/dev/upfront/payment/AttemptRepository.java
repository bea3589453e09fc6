package dev.upfront.payment;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface AttemptRepository extends ListCrudRepository<Attempt, AttemptId> {

    @Query("select * from payment.attempt where payment = :payment and status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN')")
    Optional<Attempt> live(PaymentId payment);

    Optional<Attempt> findBySession(String session);

    List<Attempt> findByPaymentOrderByCreatedAtDesc(PaymentId payment);

    /** How often a card was declined since then, whatever for. */
    @Query("select count(*) from payment.attempt where payment_method = :paymentMethod and status = 'FAILED' and intent is not null and created_at > :since")
    int declinedSince(String paymentMethod, Timestamp since);
}
