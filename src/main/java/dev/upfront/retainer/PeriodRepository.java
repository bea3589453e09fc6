package dev.upfront.retainer;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface PeriodRepository extends Repository<RetainerPeriod, RetainerPeriodId> {

    RetainerPeriod save(RetainerPeriod period);

    Optional<RetainerPeriod> findById(RetainerPeriodId id);

    @Query("select * from retainer.period where retainer = :retainer order by number")
    List<RetainerPeriod> of(RetainerId retainer);

    /** The renewal whose amount is being collected, if one is. */
    @Query("select * from retainer.period where retainer = :retainer and kind = 'RENEWAL' and status = 'DUE'")
    Optional<RetainerPeriod> dueRenewal(RetainerId retainer);

    @Query("select * from retainer.period where retainer = :retainer and kind = 'RENEWAL' order by number desc limit 1")
    Optional<RetainerPeriod> lastRenewal(RetainerId retainer);

    @Query("select * from retainer.period where retainer = :retainer and status in ('DUE', 'UNPAID') order by number")
    List<RetainerPeriod> owed(RetainerId retainer);

    /** Paid access of the latest periods; what of it is earned already is known to the book. */
    @Query("select * from retainer.period where retainer = :retainer and sessions = 0 and status = 'PAID' order by number desc limit 24")
    List<RetainerPeriod> latestAccess(RetainerId retainer);
}
