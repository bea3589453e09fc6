package dev.upfront.installation;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run of the installation may be told, by system properties that begin with {@code upfront.}
 *
 * @param folder where everything is kept between runs ({@code data}); with and without Operate have one each, because Operate can't learn later what it missed
 * @param operate whether Operate runs too ({@code operate})
 * @param patience how long each part may take to get ready ({@code patience}, in seconds)
 * @param ports 0 takes a free one
 */
record Settings(Path folder, boolean operate, Duration patience, Ports ports) {

    /** Those that a person opens or points a tool to ({@code port.application}, {@code port.operate}, {@code port.engine}, {@code port.database}). */
    record Ports(int application, int operate, int engine, int database) {
        Ports {
            application = orFree(application);
            operate = orFree(operate);
            engine = orFree(engine);
            database = orFree(database);
        }

        private static int orFree(int port) {
            return port == 0 ? FreePort.next() : port;
        }
    }

    static Settings ofSystemProperties() {
        var operate = Boolean.parseBoolean(said("operate", "true"));
        var folder = Path.of(said("data", ".upfront")).resolve(operate ? "with-operate" : "without-operate").toAbsolutePath();
        return new Settings(folder, operate, Duration.ofSeconds(number("patience", 300)),
                new Ports(number("port.application", 8080), number("port.operate", 8088), number("port.engine", 26500), number("port.database", 15432)));
    }

    /** Maven passes what it was not told as an empty text. */
    private static String said(String name, String otherwise) {
        var value = System.getProperty("upfront." + name, "");
        return value.isBlank() ? otherwise : value.strip();
    }

    private static int number(String name, int otherwise) {
        var text = said(name, Integer.toString(otherwise));
        try {
            var number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new CannotStart("-Dupfront.%s=%s is no number: give a whole number, or leave it away.".formatted(name, text));
    }
}
