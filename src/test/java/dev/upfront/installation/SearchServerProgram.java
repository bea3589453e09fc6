package dev.upfront.installation;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The program of {@link SearchServer}'s own JVM: {@code SearchServerProgram <folder> <port>}. Reaches OpenSearch's runner by reflection, because
 * the runner is on that JVM's class path only; the runner's own main method can't be given a port above 9299.
 */
final class SearchServerProgram {

    private SearchServerProgram() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var type = Class.forName("org.codelibs.opensearch.runner.OpenSearchRunner");
        var runner = (Closeable) type.getConstructor().newInstance();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (java.io.IOException unclean) {
                System.err.println("Not closed in good order: " + unclean);
            }
            stopped.countDown();
        }));
        type.getMethod("setMaxHttpPort", int.class).invoke(runner, -1); // takes the port as it is
        type.getMethod("build", String[].class).invoke(runner, (Object) new String[] {
            "-basePath", folder.toString(), "-confPath", folder.resolve("config").toString(), "-dataPath", folder.resolve("data").toString(),
            "-logsPath", folder.resolve("logs").toString(), "-clusterName", "upfront", "-numOfNode", "1",
            "-baseHttpPort", Integer.toString(Integer.parseInt(arguments[1]) - 1), "-useLogger"});
        stopped.await();
    }
}
