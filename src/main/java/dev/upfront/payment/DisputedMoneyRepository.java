package dev.upfront.payment;

import java.util.List;
import org.springframework.data.repository.ListCrudRepository;

interface DisputedMoneyRepository extends ListCrudRepository<DisputedMoney, String> {

    List<DisputedMoney> findByPayment(PaymentId payment);
}
