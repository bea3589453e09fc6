package dev.upfront.retainer;

import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A plan's terms as they were agreed, never changed afterwards (the database refuses). Each change of plan adds a row; for a period the last row that
 * reaches it counts.
 *
 * @param id grows; null for one never saved
 * @param fromPeriod the number of the first period that they are for
 * @param name of the plan, as the client read it
 */
@Table(schema = "retainer", name = "agreed_terms")
public record AgreedTerms(@Id @Nullable Long id, RetainerId retainer, int fromPeriod, RetainerPlanId plan, String name,
        @Embedded.Empty RetainerTerms terms, Instant agreedAt, String agreedBy) {

    static AgreedTerms of(RetainerId retainer, int fromPeriod, RetainerPlan plan, Instant now, String by) {
        return new AgreedTerms(null, retainer, fromPeriod, plan.id(), plan.name(), plan.terms(), now, by);
    }
}
