package dev.upfront.calendar;

/** Somebody else has that time, or a part of it. The caller's transaction can go on. */
public class SlotTaken extends RuntimeException {

    SlotTaken() {
        super("This time has just been taken by somebody else. Nothing was booked and nothing was charged: choose another time.");
    }
}
