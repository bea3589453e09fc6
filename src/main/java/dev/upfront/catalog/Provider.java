package dev.upfront.catalog;

import java.time.ZoneId;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A person who gives sessions.
 *
 * @param zone    the zone in which the provider's working hours are meant
 * @param active  an inactive provider gives the sessions already booked but cannot be booked any more
 * @param version 0 for one never saved
 */
@Table(schema = "catalog")
public record Provider(@Id ProviderId id, String name, String mail, ZoneId zone, boolean active, @Version int version) {

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public Provider {
        Valid.text(name, "A provider needs a name.");
        Valid.mail(mail, "The provider's mail address is not a mail address.");
    }

    /** One never saved. */
    public Provider(ProviderId id, String name, String mail, ZoneId zone, boolean active) {
        this(id, name, mail, zone, active, 0);
    }
}
