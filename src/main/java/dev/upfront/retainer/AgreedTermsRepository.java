package dev.upfront.retainer;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface AgreedTermsRepository extends Repository<AgreedTerms, Long> {

    AgreedTerms save(AgreedTerms terms);

    Optional<AgreedTerms> findById(Long id);

    @Query("select * from retainer.agreed_terms where retainer = :retainer and from_period <= :period order by id desc limit 1")
    Optional<AgreedTerms> reaching(RetainerId retainer, int period);

    @Query("select * from retainer.agreed_terms where retainer = :retainer order by id")
    List<AgreedTerms> of(RetainerId retainer);
}
