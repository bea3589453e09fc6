package dev.upfront.dunning;

import dev.upfront.client.ClientId;
import dev.upfront.payment.PaymentId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface DebtRepository extends ListCrudRepository<Debt, PaymentId> {

    @Query("select * from dunning.debt where payment = :payment for update")
    Optional<Debt> lock(PaymentId payment);

    @Query("select * from dunning.debt where payer = :payer and status = 'OPEN' order by opened_at")
    List<Debt> openOfPayer(UUID payer);

    @Query("select * from dunning.debt where client = :client and status = 'OPEN' order by opened_at")
    List<Debt> openOfClient(ClientId client);

    /** Those that come next first, then the oldest. */
    @Query("select * from dunning.debt where status = 'OPEN' order by next_at nulls first, opened_at, payment")
    List<Debt> open();
}
