package dev.upfront.calendar;

/** The provider does not offer that time; the message says why, for people. The caller's transaction can go on. */
public class SlotNotOffered extends RuntimeException {

    SlotNotOffered(String why) {
        super(why + " Nothing was booked and nothing was charged: choose another time.");
    }
}
