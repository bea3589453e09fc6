package dev.upfront.installation;

import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The in-memory engine as a process of its own: it needs no download, and it forgets everything when it ends. */
public final class MemoryEngine implements AutoCloseable {

    private static final int LOOKS_EVERY_MS = 200;

    private final Part part;

    /** @param flows the file for what happens, see {@link FlowRecords} */
    public MemoryEngine(int port, Path folder, Path flows) {
        part = new Part("the in-memory engine", JavaCommand.withTests(MemoryEngine.class, List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                String.valueOf(port), flows.toString()), Map.of(), folder.resolve("engine.log"), () -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    public Part part() {
        return part;
    }

    @Override
    public void close() {
        part.close();
    }

    /**
     * Runs until it is stopped.
     *
     * @param arguments the port and the file for what happens
     */
    public static void main(String[] arguments) throws InterruptedException {
        var engine = EngineFactory.create(Integer.parseInt(arguments[0]));
        engine.start();
        var seen = -1L;
        while (true) {
            for (Record<?> record : engine.getRecordStreamSource().getRecords()) {
                if (record.getPosition() > seen) {
                    seen = record.getPosition();
                    var line = FlowExporter.line(record);
                    if (line != null) {
                        FlowExporter.append(Path.of(arguments[1]), line);
                    }
                }
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
    }
}
