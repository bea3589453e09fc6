package dev.upfront.catalog;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one row of the practice; the migration wrote a blank one, so there is always something to read. */
@Repository
class PracticeRepository {

    private final JdbcClient database;

    PracticeRepository(JdbcClient database) {
        this.database = database;
    }

    Practice read() {
        return database.sql("select name, zone, currency, accent_colour, mail_from, locale from catalog.practice")
                .query((row, number) -> new Practice(row.getString("name"), ZoneId.of(row.getString("zone")), Currency.getInstance(row.getString("currency")),
                        row.getString("accent_colour"), row.getString("mail_from"), Locale.forLanguageTag(row.getString("locale"))))
                .single();
    }

    void write(Practice changed) {
        database.sql("""
                        update catalog.practice set name = :name, zone = :zone, currency = :currency, accent_colour = :accentColour, mail_from = :mailFrom, locale = :locale
                        """)
                .param("name", changed.name())
                .param("zone", changed.zone().getId())
                .param("currency", changed.currency().getCurrencyCode())
                .param("accentColour", changed.accentColour())
                .param("mailFrom", changed.mailFrom())
                .param("locale", changed.locale().toLanguageTag())
                .update();
    }
}
