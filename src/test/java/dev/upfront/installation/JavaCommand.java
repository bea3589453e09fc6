package dev.upfront.installation;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How this JVM's Java runs another main class. */
public final class JavaCommand {

    private JavaCommand() {
    }

    /** With everything that this JVM has, tests and stand-ins too. */
    public static List<String> withTests(String main, List<String> options, String... arguments) {
        return command(classPath(), main, options, arguments);
    }

    /** Without the classes of the tests, so that the application is as it is delivered. */
    public static List<String> withoutTests(String main, List<String> options, String... arguments) {
        var delivered = Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator)).collect(Collectors.joining(File.pathSeparator));
        return command(delivered, main, options, arguments);
    }

    private static List<String> command(String classPath, String main, List<String> options, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Surefire's own JVMs have a class path of one jar that names the real one. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
