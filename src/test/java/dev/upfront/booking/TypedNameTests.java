package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Anyone can type somebody's mail address: whoever does sees only what they typed themselves. */
@UpfrontTest
class TypedNameTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Clients clients;
    @Autowired Links links;
    @Autowired Onboarding onboarding;

    @Test
    void aContractNamesWhoBookedNotWhoOwnsTheMailbox() {
        var mail = "olga-%s@client.example".formatted(UUID.randomUUID());
        var owner = clients.register("Olga Owner", mail, null, ZoneId.of("Europe/Berlin"), Locale.UK);
        links.open(links.issue(owner.id(), UUID.randomUUID(), Channel.MAIL));
        var asked = fixtures.request(fixtures.offering().free().contracts("coaching-agreement").onSale(), Duration.ofDays(2));

        var booking = bookings.request(new BookingRequest(asked.requestKey(), asked.offering(), asked.provider(), asked.startsAt(), "Someone Else",
                mail, null, asked.zone(), asked.locale(), null));

        await().until(() -> onboarding.openStep(booking.id().value()).isPresent());
        var contract = onboarding.contract(onboarding.openStep(booking.id().value()).orElseThrow().id());
        assertThat(contract.text()).contains("Someone Else").doesNotContain("Olga");
        assertThat(booking.client()).isEqualTo(owner.id());
        assertThat(clients.client(owner.id()).name()).isEqualTo("Olga Owner");
        assertThat(journey.mails(booking)).noneMatch(sent -> sent.toString().contains("Olga Owner"));
    }
}
