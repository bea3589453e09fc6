package dev.upfront.engine;

import io.camunda.client.api.command.ClientException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;

/**
 * The keys of open jobs by what they wait for. Every few hours the engine is asked about each and gives it out once more: what a crash left open
 * here, but was answered there, is removed, and what it left open there, but is settled here, is answered.
 */
@Repository
class OpenJobs {

    record OpenJob(long jobKey, long processInstanceKey) {}

    private record Row(String jobType, UUID subject, long jobKey) {}

    private static final int ASKED_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final JobStates states;
    private final InstantSource clock;
    private final EngineSettings settings;

    OpenJobs(JdbcClient jdbc, JobStates states, EngineSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.states = states;
        this.clock = clock;
        this.settings = settings;
    }

    /** Repeatable; a newer job of the same type and subject takes the place of an older one, which its process has left. */
    void store(String jobType, UUID subject, OpenJob job) {
        jdbc.sql("""
                insert into engine.open_job (job_type, subject, job_key, process_instance_key, opened_at, asked_at) values (?, ?, ?, ?, ?, ?)
                on conflict (job_type, subject) do update
                set job_key = excluded.job_key, process_instance_key = excluded.process_instance_key, asked_at = excluded.asked_at,
                    opened_at = case when open_job.job_key = excluded.job_key then open_job.opened_at else excluded.opened_at end
                where open_job.job_key <= excluded.job_key
                """)
                .params(jobType, subject, job.jobKey(), job.processInstanceKey(), now(), now())
                .update();
    }

    Optional<OpenJob> find(String jobType, UUID subject) {
        return jdbc.sql("select job_key, process_instance_key from engine.open_job where job_type = ? and subject = ?")
                .params(jobType, subject)
                .query((row, n) -> new OpenJob(row.getLong(1), row.getLong(2)))
                .optional();
    }

    void remove(long jobKey, String jobType, UUID subject) {
        jdbc.sql("delete from engine.open_job where job_type = ? and subject = ? and job_key = ?")
                .params(jobType, subject, jobKey)
                .update();
    }

    /** Removes the rows whose job is over; the others' jobs are given out again after the usual time. */
    @Scheduled(fixedDelayString = "${upfront.engine.open-job-interval:1m}", initialDelayString = "${upfront.engine.open-job-interval:1m}")
    void forgetWhatIsOver() {
        try {
            jdbc.sql("select job_type, subject, job_key from engine.open_job where asked_at < ? order by asked_at limit ?")
                    .params(Timestamp.from(clock.instant().minus(settings.openJobCheck())), ASKED_AT_ONCE)
                    .query((row, n) -> new Row(row.getString(1), row.getObject(2, UUID.class), row.getLong(3))).list().forEach(this::ask);
        } catch (ClientException | DataAccessException | TransactionException away) {
            // Asked again in the next round; that the engine or the database is away is said elsewhere.
        }
    }

    private void ask(Row row) {
        if (states.of(row.jobKey(), settings.jobTimeout()) == JobStates.State.OVER) {
            remove(row.jobKey(), row.jobType(), row.subject());
        } else {
            jdbc.sql("update engine.open_job set asked_at = ? where job_type = ? and subject = ?").params(now(), row.jobType(), row.subject()).update();
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
