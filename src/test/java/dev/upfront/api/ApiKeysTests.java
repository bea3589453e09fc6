package dev.upfront.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.UpfrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UpfrontTest
class ApiKeysTests {

    @Autowired ApiKeys keys;
    @Autowired JdbcClient jdbc;

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsKept() {
        var key = keys.create("Website", "Ada");
        assertThat(key).matches("upk_[A-Za-z0-9_-]{32}").isNotEqualTo(keys.create("Website", "Ada"));
        assertThat(keys.open(key)).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("Website");
            assertThat(found.createdBy()).isEqualTo("Ada");
            assertThat(found.revoked()).isFalse();
        });
        assertThat(jdbc.sql("select row(k)::text from api.api_key k").query(String.class).list()).noneMatch(row -> row.contains(key.substring(4)));
    }

    @Test
    void aRevokedKeyOpensNothingAndStaysInTheList() {
        var key = keys.create("Old website", "Ada");
        var id = keys.open(key).orElseThrow().id();
        keys.revoke(id, "Sam");
        keys.revoke(id, "Ada");
        assertThat(keys.open(key)).isEmpty();
        assertThat(keys.list()).filteredOn(one -> one.id().equals(id)).singleElement().extracting(ApiKey::revokedBy).isEqualTo("Sam");
    }

    @Test
    void whatIsNoKeyOpensNothing() {
        var key = keys.create("Website", "Ada");
        assertThat(keys.open(key + "x")).isEmpty();
        assertThat(keys.open(key.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(keys.open("upk_" + "A".repeat(32))).isEmpty();
        assertThat(keys.open("")).isEmpty();
    }

    @Test
    void aKeyNeedsAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> keys.create(" ", "Ada")).withMessageContaining("what the key is for");
    }
}
