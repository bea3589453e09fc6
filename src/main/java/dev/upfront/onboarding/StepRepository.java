package dev.upfront.onboarding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface StepRepository extends ListCrudRepository<Step, StepId> {
    @Query("select * from onboarding.step where subject_id = :subject order by position")
    List<Step> findBySubjectOrderByPosition(UUID subject);

    /** Locked until the transaction ends, so that the second of two submissions waits and finds the step done. */
    @Query("select * from onboarding.step where id = :id for update")
    Optional<Step> findLockedById(StepId id);
}
