package dev.upfront.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.AsyncConfigurer;

/** A listener that could not take its event is no surprise, say while the engine is away: one line, and the outbox sends it again. */
@Configuration
class UndeliveredEvents implements AsyncConfigurer {

    private static final Logger log = LoggerFactory.getLogger(UndeliveredEvents.class);

    @Override
    public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
        return (trouble, listener, event) -> {
            var name = listener.getDeclaringClass().getSimpleName() + "." + listener.getName();
            if (trouble instanceof Unavailable) {
                log.warn("{} is put off and tried again: {}", name, trouble.getMessage());
            } else {
                log.error("{} did not work; it is tried again", name, trouble);
            }
        };
    }
}
