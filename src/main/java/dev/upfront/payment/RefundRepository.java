package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface RefundRepository extends ListCrudRepository<Refund, RefundId> {

    Optional<Refund> findByPaymentAndName(PaymentId payment, String name);

    @Query("select * from payment.refund where subject = :subject order by created_at")
    List<Refund> findBySubjectOrderByCreatedAt(UUID subject);

    List<Refund> findByPayment(PaymentId payment);

    @Query("select r.* from payment.refund r join payment.payment p on p.id = r.payment where p.client = :client order by r.created_at, r.id")
    List<Refund> findByClientOrderByCreatedAt(ClientId client);
}
