package dev.upfront.onboarding;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.ListCrudRepository;

interface StepRepository extends ListCrudRepository<Step, StepId> {
    List<Step> findBySubjectOrderByPosition(UUID subject);
}
