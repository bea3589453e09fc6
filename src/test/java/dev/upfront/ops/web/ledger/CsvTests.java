package dev.upfront.ops.web.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {

    @Test
    void aRowIsWrittenAsRfc4180HasIt() {
        assertThat(Csv.row("plain", "with, comma", "says \"so\"", "two\nlines", null, " edge ")).isEqualTo("plain,\"with, comma\",\"says \"\"so\"\"\",\"two\nlines\",,\" edge \"\r\n");
    }

    @Test
    void numbersAndTimesStayWhatTheyAre() {
        assertThat(Csv.row(-4_000L, new BigDecimal("-40.00"), new BigDecimal("1E+3"), Instant.parse("2026-03-01T10:00:00Z")))
                .isEqualTo("-4000,-40.00,1000,2026-03-01T10:00:00Z\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", " =1+1", "\u200b=1", "\t=1", "\r=1", "＝1"})
    void aTextThatWouldBeAFormulaIsNoFormulaAnyMore(String formula) {
        assertThat(Csv.row(formula).replace("\"", "")).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Coaching", "a=b", "UP-7K3MQ9", "'quoted", "5-minute call"})
    void anOrdinaryTextIsLeftAlone(String text) {
        assertThat(Csv.row(text)).isEqualTo(text + "\r\n");
    }
}
