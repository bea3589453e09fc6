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
    public static List<String> withTests(Class<?> main, List<String> options, String... arguments) {
        return of(classPath(), main.getName(), options, List.of(arguments));
    }

    public static List<String> of(String classPath, String main, List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", classPath, main));
        command.addAll(arguments);
        return command;
    }

    /** This JVM's class path without the classes of the tests, so that the application is as it is delivered. */
    public static String deliveredClassPath() {
        return Arrays.stream(classPath().split(File.pathSeparator)).filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Surefire's own JVMs have a class path of one jar that names the real one. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
