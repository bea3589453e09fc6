package dev.upfront.calendar;

import dev.upfront.catalog.ProviderId;
import org.springframework.data.repository.ListCrudRepository;

interface ScheduleRepository extends ListCrudRepository<Schedule, ProviderId> {
}
