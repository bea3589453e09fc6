package dev.upfront.onboarding;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What forms and contracts of a subject may mention. */
@Repository
class Facts {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Facts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void save(UUID subject, Map<String, String> facts) {
        jdbc.sql("insert into onboarding.fact (subject_id, facts) values (?, cast(? as jsonb)) on conflict (subject_id) do update set facts = excluded.facts")
                .params(subject, json.writeValueAsString(facts)).update();
    }

    Map<String, String> of(UUID subject) {
        return jdbc.sql("select facts from onboarding.fact where subject_id = ?").param(subject).query(String.class).optional()
                .map(facts -> json.readValue(facts, new TypeReference<HashMap<String, String>>() {}))
                .orElseGet(HashMap::new);
    }
}
