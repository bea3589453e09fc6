package dev.upfront.engine;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys of open jobs by what they wait for. */
@Repository
class OpenJobs {

    record OpenJob(long jobKey, long processInstanceKey) {}

    private final JdbcClient jdbc;
    private final InstantSource clock;

    OpenJobs(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Repeatable; a newer job of the same type and subject takes the place of an older one, which its process has left. */
    void store(String jobType, UUID subject, OpenJob job) {
        jdbc.sql("""
                insert into engine.open_job (job_type, subject, job_key, process_instance_key, opened_at) values (?, ?, ?, ?, ?)
                on conflict (job_type, subject) do update
                set job_key = excluded.job_key, process_instance_key = excluded.process_instance_key, opened_at = excluded.opened_at
                where open_job.job_key < excluded.job_key
                """)
                .params(jobType, subject, job.jobKey(), job.processInstanceKey(), Timestamp.from(clock.instant()))
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
}
