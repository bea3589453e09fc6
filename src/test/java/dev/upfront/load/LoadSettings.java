package dev.upfront.load;

import java.time.Duration;

/**
 * How long and how hard, each settable as {@code -Dupfront.load.<name>}: durations in seconds.
 *
 * @param inFlight bookings under way at once in the closed loop, and flows under way at once against the engine alone
 * @param warmUp for the broker, and again for the application: a cold one gives a third for its first minute
 * @param measure each closed or open loop
 * @param history how many times as many bookings there are before the last open loop; 1 adds none
 * @param rate of the open loop in bookings per second; 0 takes half of what the closed loop gave
 * @param jvmOptions of the application, such as a flight recording
 */
record LoadSettings(int inFlight, Duration warmUp, Duration measure, int history, double rate, String jvmOptions) {

    static LoadSettings given() {
        return new LoadSettings(number("in-flight", 12), Duration.ofSeconds(number("warm-up", 60)), Duration.ofSeconds(number("measure", 45)),
                number("history", 10), Double.parseDouble(text("rate", "0")), text("jvm-options", "-Xmx512m -XX:+UseSerialGC"));
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    private static String text(String name, String otherwise) {
        return System.getProperty("upfront.load." + name, otherwise);
    }
}
