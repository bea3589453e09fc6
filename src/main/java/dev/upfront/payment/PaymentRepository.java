package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface PaymentRepository extends ListCrudRepository<Payment, PaymentId> {

    /** Everything that changes a payment, its attempts or its refunds holds this lock. */
    @Query("select * from payment.payment where id = :id for update")
    Optional<Payment> lock(PaymentId id);

    /** All of a booking, latest first, each with its lock. */
    @Query("select * from payment.payment where subject = :subject order by created_at desc, id for update")
    List<Payment> lockOfSubject(UUID subject);

    /** The same of a client, whatever they are for. */
    @Query("select * from payment.payment where client = :client order by created_at desc, id for update")
    List<Payment> lockOfClient(ClientId client);

    Optional<Payment> findBySubjectAndPurpose(UUID subject, Purpose purpose);

    @Query("select exists (select from payment.payment where payer = :payer and status = 'PAID')")
    boolean hasPaid(UUID payer);

    @Query("select * from payment.payment where subject in (:subjects) order by created_at")
    List<Payment> findBySubjects(List<UUID> subjects);

    @Query("select * from payment.payment where subject = :subject order by created_at")
    List<Payment> findBySubjectOrderByCreatedAt(UUID subject);

    @Query("select * from payment.payment where client = :client order by created_at, id")
    List<Payment> findByClientOrderByCreatedAt(ClientId client);
}
