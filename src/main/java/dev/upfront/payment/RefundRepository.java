package dev.upfront.payment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.ListCrudRepository;

interface RefundRepository extends ListCrudRepository<Refund, RefundId> {

    Optional<Refund> findByPaymentAndName(PaymentId payment, String name);

    List<Refund> findByBookingOrderByCreatedAt(UUID booking);

    List<Refund> findByPayment(PaymentId payment);
}
