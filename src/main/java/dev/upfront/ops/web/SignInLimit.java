package dev.upfront.ops.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes guessing passwords slow: so many tries to sign in per network address and per account, however they turn out. Stands before
 * Spring Security, so that a refused try costs no password hash.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class SignInLimit extends OncePerRequestFilter {

    private static final int TRIES = 10;
    private static final Duration IN = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final TimeMeter meter;

    SignInLimit(InstantSource clock) {
        this.meter = new ApplicationTime(clock);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getServletPath().equals("/ops/sign-in");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var account = String.valueOf(request.getParameter("username")).strip().toLowerCase(Locale.ROOT);
        if (take("from " + request.getRemoteAddr()) & take("as " + account.substring(0, Math.min(254, account.length())))) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", Long.toString(IN.toSeconds() / TRIES));
            response.sendError(429);
        }
    }

    private boolean take(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, unknown -> bucket()).tryConsume(1);
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(TRIES).refillGreedy(TRIES, IN))
                .withCustomTimePrecision(meter)
                .build();
    }

    private record ApplicationTime(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
