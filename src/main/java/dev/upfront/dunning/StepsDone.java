package dev.upfront.dunning;

import dev.upfront.payment.PaymentId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which lines of its schedule a debt has behind it. */
@Repository
class StepsDone {

    private final JdbcClient jdbc;

    StepsDone(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Debt debt, ScheduledStep step, Instant now) {
        jdbc.sql("insert into dunning.step_done (payment, episode, day, action, at) values (?, ?, ?, ?, ?) on conflict do nothing")
                .params(debt.paymentId().value(), debt.episode(), step.day(), step.action().name(), Timestamp.from(now)).update();
    }

    /** The first lines are done once for each episode, the others once for the debt. */
    Set<ScheduledStep> of(Debt debt) {
        return new HashSet<>(jdbc.sql("select day, action from dunning.step_done where payment = ? and (episode = ? or day > 0)")
                .params(debt.paymentId().value(), debt.episode())
                .query((row, n) -> new ScheduledStep(row.getInt(1), Action.valueOf(row.getString(2)))).list());
    }
}
