package dev.upfront;

import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Upfront: every session is paid for without anyone chasing it. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // rooms may use the same simple name
@ConfigurationPropertiesScan
@Modulithic(systemName = "Upfront", sharedModules = {"money", "engine", "notification"})
@EnableAsync
public class Application {

    static {
        XRLog.setLoggerImpl(new Slf4jLogger()); // else what draws PDFs writes lines of its own past the log
    }

    public static void main(String[] arguments) {
        if (DoctorCommand.isAskedFor(arguments)) {
            System.exit(new DoctorCommand(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)).run(arguments));
        }
        SpringApplication.run(Application.class, arguments);
    }

    /** The doctor looks, and does nothing by itself. */
    @Configuration(proxyBeanMethods = false)
    @Profile("!" + DoctorCommand.NAME)
    @EnableScheduling
    static class Schedules implements SchedulingConfigurer, DisposableBean {

        /** At least as many as there are schedules. */
        private static final int THREADS = 16;

        /**
         * Spring's own scheduler for virtual threads runs everything with a fixed delay on one thread: a Stripe that hangs would hold up the outbox
         * and the mails. Here no schedule waits for another. It is no bean, else Boot would take it for what listeners run on, too.
         */
        final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

        @Override
        public void configureTasks(ScheduledTaskRegistrar schedules) {
            scheduler.setPoolSize(THREADS);
            scheduler.setThreadFactory(Thread.ofVirtual().name("schedule-", 1).factory());
            scheduler.initialize();
            schedules.setTaskScheduler(scheduler);
        }

        @Override
        public void destroy() {
            scheduler.shutdown();
        }
    }
}
