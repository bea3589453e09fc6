package dev.upfront.booking;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import dev.upfront.catalog.Catalog;
import java.time.InstantSource;
import java.util.Date;
import org.springframework.stereotype.Component;

/** The iCalendar file of a booking (RFC 5545): the same event through all its moves, told apart by its sequence. */
@Component
public class CalendarFile {

    private final Catalog catalog;
    private final InstantSource clock;

    CalendarFile(Catalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    public String of(Booking booking) {
        var event = new VEvent();
        event.setUid(booking.id() + "@upfront");
        event.setSequence(booking.moves());
        event.setDateTimeStamp(Date.from(clock.instant()));
        event.setDateStart(Date.from(booking.startsAt()));
        event.setDateEnd(Date.from(booking.endsAt()));
        event.setSummary("%s with %s".formatted(booking.offeringName(), catalog.provider(booking.provider()).name()));
        event.setLocation(booking.place());
        event.setDescription("Booking %s at %s".formatted(booking.reference(), catalog.practice().name()));
        event.setStatus(booking.status() == BookingStatus.CANCELLED ? Status.cancelled() : Status.confirmed());
        var file = new ICalendar();
        file.setProductId("-//Upfront//Booking//EN");
        file.addEvent(event);
        return Biweekly.write(file).go();
    }
}
