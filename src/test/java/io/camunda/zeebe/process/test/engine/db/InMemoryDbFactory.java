package io.camunda.zeebe.process.test.engine.db;

import io.camunda.zeebe.db.AccessMetricsConfiguration;
import io.camunda.zeebe.db.AccessMetricsConfiguration.Kind;
import io.camunda.zeebe.db.ConsistencyChecksSettings;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.db.ZeebeDbFactory;
import io.camunda.zeebe.db.impl.rocksdb.RocksDbConfiguration;
import io.camunda.zeebe.db.impl.rocksdb.ZeebeRocksDbFactory;
import io.camunda.zeebe.protocol.EnumValue;
import io.camunda.zeebe.protocol.ScopedColumnFamily;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Stands before the class of that name in Zeebe Process Test. The database of that one copies all of itself whenever the engine looks through a range of it, so
 * that each flow costs more the more have run before; and it throws when another thread writes meanwhile, which ends what the engine had planned on that thread.
 * This one gives the database that a broker has, RocksDB, in a temporary folder. What is written survives no end of the engine, so there is no write-ahead log.
 */
public class InMemoryDbFactory<C extends Enum<? extends EnumValue> & EnumValue & ScopedColumnFamily> implements ZeebeDbFactory<C> {

    private static final long MEMORY = 64 << 20;

    private final ZeebeRocksDbFactory<C> rocks = new ZeebeRocksDbFactory<>(new RocksDbConfiguration().setMemoryLimit(MEMORY).setWalDisabled(true), new ConsistencyChecksSettings(),
            new AccessMetricsConfiguration(Kind.NONE, 1), SimpleMeterRegistry::new);

    /** What the engine calls. */
    public ZeebeDb<C> createDb() {
        return createDb(folder().toFile());
    }

    @Override
    public ZeebeDb<C> createDb(File folder) {
        return rocks.createDb(folder);
    }

    @Override
    public ZeebeDb<C> createDb(File folder, boolean avoidFlush) {
        return rocks.createDb(folder, avoidFlush);
    }

    @Override
    public ZeebeDb<C> openSnapshotOnlyDb(File folder) {
        return rocks.openSnapshotOnlyDb(folder);
    }

    /** Gone when this virtual machine ends. */
    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("upfront-engine-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
            return folder;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
