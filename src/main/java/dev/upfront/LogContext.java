package dev.upfront;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every log line bears as fields: the request that it belongs to, and the references that are known by then. What a request or a job sets going after
 * its commit goes on under the same references.
 */
@Configuration
class LogContext {

    private static final String HEADER = "X-Request-Id";
    private static final String FIELD = "requestId";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9-]{8,64}");

    /** Follows one request through the log: taken over from a proxy that gave one, and told back. */
    private record RequestId(String value) {
        static RequestId of(HttpServletRequest request) {
            var given = request.getHeader(HEADER);
            return new RequestId(given != null && WELL_FORMED.matcher(given).matches() ? given : UUID.randomUUID().toString());
        }
    }

    @Bean
    @ConditionalOnWebApplication
    RequestFilter requestFilter() {
        return new RequestFilter();
    }

    @Bean
    TaskDecorator keepReferences() {
        return task -> {
            var references = MDC.getCopyOfContextMap();
            return () -> {
                if (references != null) {
                    MDC.setContextMap(references);
                }
                try {
                    task.run();
                } finally {
                    MDC.clear();
                }
            };
        };
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class RequestFilter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
            var id = RequestId.of(request).value();
            MDC.put(FIELD, id);
            response.setHeader(HEADER, id);
            try {
                chain.doFilter(request, response);
            } finally {
                MDC.clear();
            }
        }
    }
}
