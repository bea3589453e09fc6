package dev.upfront.form;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the form room. */
@Repository
class FormStore {

    /** An answer as it stands in the database. */
    record Kept(UUID step, UUID subject, UUID client, String formId, int formVersion, Map<String, Object> data, Instant submittedAt) {}

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final JdbcClient jdbc;
    /** Read forms by fingerprint: a version never changes, and reading one compiles its FEEL. */
    private final Map<String, Form> read = new ConcurrentHashMap<>();

    FormStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Form read(FormVersion version) {
        return read.computeIfAbsent(version.sha256(), fingerprint -> FormReader.read(version.json()));
    }

    Optional<FormVersion> current(String formId) {
        return jdbc.sql("select * from form.form where form_id = ? order by version desc limit 1").param(formId).query(this::version).optional();
    }

    Optional<FormVersion> version(String formId, int version) {
        return jdbc.sql("select * from form.form where form_id = ? and version = ?").params(formId, version).query(this::version).optional();
    }

    List<FormVersion> currents() {
        return jdbc.sql("select distinct on (form_id) * from form.form order by form_id, version desc").query(this::version).list();
    }

    Optional<String> lastFingerprintBy(String formId, String by) {
        return jdbc.sql("select sha256 from form.form where form_id = ? and published_by = ? order by version desc limit 1")
                .params(formId, by).query(String.class).optional();
    }

    /** Two instances that publish the same form at once make one version. */
    void insert(String formId, int version, String sha256, String json, Instant at, String by) {
        jdbc.sql("insert into form.form (form_id, version, sha256, json, published_at, published_by) values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(formId, version, sha256, json, Timestamp.from(at), by).update();
    }

    /** The first answer for a step stays. */
    void keep(Kept answer) {
        jdbc.sql("""
                insert into form.answer (step_id, subject_id, client_id, form_id, form_version, data, submitted_at)
                values (?, ?, ?, ?, ?, cast(? as jsonb), ?) on conflict (step_id) do nothing
                """)
                .params(answer.step(), answer.subject(), answer.client(), answer.formId(), answer.formVersion(),
                        JSON.writeValueAsString(answer.data()), Timestamp.from(answer.submittedAt()))
                .update();
    }

    List<Kept> answers(UUID subject) {
        return jdbc.sql("select * from form.answer where subject_id = ? order by submitted_at, step_id").param(subject).query(this::kept).list();
    }

    List<Kept> answersOf(UUID client) {
        return jdbc.sql("select * from form.answer where client_id = ? order by submitted_at, step_id").param(client).query(this::kept).list();
    }

    boolean answered(UUID client, String formId) {
        return jdbc.sql("select exists (select from form.answer where client_id = ? and form_id = ?)").params(client, formId).query(Boolean.class).single();
    }

    private FormVersion version(ResultSet row, int number) throws SQLException {
        var json = row.getString("json");
        var sha256 = row.getString("sha256");
        var form = read.computeIfAbsent(sha256, fingerprint -> FormReader.read(json));
        return new FormVersion(row.getString("form_id"), row.getInt("version"), sha256, json, form.title(), form.eachBooking(),
                row.getTimestamp("published_at").toInstant(), row.getString("published_by"));
    }

    private Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(row.getObject("step_id", UUID.class), row.getObject("subject_id", UUID.class), row.getObject("client_id", UUID.class),
                row.getString("form_id"), row.getInt("form_version"), JSON.readValue(row.getString("data"), new TypeReference<>() {}),
                row.getTimestamp("submitted_at").toInstant());
    }
}
