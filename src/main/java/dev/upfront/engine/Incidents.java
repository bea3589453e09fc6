package dev.upfront.engine;

import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * The incidents that this application's work raised and that are still open. The engine's gRPC interface lists none, so they are noted when
 * they are raised, and the engine is asked about each until it went on: after a retry, or with its process. Incidents of the engine itself,
 * such as an expression it can't evaluate, are seen in Operate only.
 */
@Service
public class Incidents {

    private static final int ASKED_AT_ONCE = 100;

    private final JobStates states;
    private final EngineSettings settings;
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<Long, Incident> unnoted = new ConcurrentHashMap<>();

    Incidents(JobStates states, EngineSettings settings, JdbcClient jdbc, InstantSource clock) {
        this.states = states;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<Incident> open() {
        return jdbc.sql("select job_type, process_instance_key, message, raised_at from engine.incident order by raised_at limit 100")
                .query((row, n) -> new Incident(row.getString(1), row.getLong(2), row.getString(3), row.getTimestamp(4).toInstant()))
                .list();
    }

    /** Notes it, at once or when the database is there again. */
    void raised(ActivatedJob job, String message) {
        unnoted.put(job.getKey(), new Incident(job.getType(), job.getProcessInstanceKey(), message, clock.instant()));
        try {
            note();
        } catch (DataAccessException | TransactionException away) {
            // The incident is in Operate; the next round notes it.
        }
    }

    @Scheduled(fixedDelayString = "${upfront.engine.incident-interval:30s}", initialDelayString = "${upfront.engine.incident-interval:30s}")
    void forgetWhatWentOn() {
        try {
            note();
            jdbc.sql("select job_key from engine.incident order by raised_at limit ?").param(ASKED_AT_ONCE).query(Long.class).list().stream()
                    .filter(job -> states.of(job, settings.jobTimeout()) != JobStates.State.STANDS_STILL) // an open job is given out once more after it, which is harmless
                    .forEach(job -> jdbc.sql("delete from engine.incident where job_key = ?").param(job).update());
        } catch (ClientException | DataAccessException | TransactionException away) {
            // Asked again in the next round; that the engine or the database is away is said elsewhere.
        }
    }

    private void note() {
        unnoted.forEach((job, incident) -> {
            jdbc.sql("""
                    insert into engine.incident (job_key, job_type, process_instance_key, message, raised_at) values (?, ?, ?, ?, ?)
                    on conflict (job_key) do update set message = excluded.message
                    """)
                    .params(job, incident.jobType(), incident.processInstanceKey(), incident.message(), Timestamp.from(incident.raisedAt()))
                    .update();
            unnoted.remove(job, incident);
        });
    }
}
