package dev.upfront.onboarding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface StepRepository extends ListCrudRepository<Step, StepId> {
    List<Step> findBySubjectOrderByPosition(UUID subject);

    /** Locked until the transaction ends, so that the second of two submissions waits and finds the step done. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Step> findLockedById(StepId id);
}
