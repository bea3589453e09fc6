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
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes guessing passwords slow: so many failed tries to sign in per account and per network address. Stands before Spring Security, so
 * that a refused try costs no password hash; a try that succeeds is not counted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class SignInLimit extends OncePerRequestFilter {

    private static final int TRIES_PER_ACCOUNT = 10;
    private static final int TRIES_PER_ADDRESS = 30;
    private static final Duration IN = Duration.ofMinutes(5);
    private static final int LONGEST_MAIL = 254;
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
        if (account(request.getParameter("username")).tryConsume(1) & address(request.getRemoteAddr()).tryConsume(1)) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(IN.toSeconds() / TRIES_PER_ACCOUNT));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }

    @EventListener
    void forgive(AuthenticationSuccessEvent success) {
        if (success.getAuthentication().getDetails() instanceof WebAuthenticationDetails details) {
            account(success.getAuthentication().getName()).addTokens(1);
            address(details.getRemoteAddress()).addTokens(1);
        }
    }

    private Bucket account(@Nullable String typed) {
        var account = String.valueOf(typed).strip().toLowerCase(Locale.ROOT);
        return bucket("as " + account.substring(0, Math.min(LONGEST_MAIL, account.length())), TRIES_PER_ACCOUNT);
    }

    private Bucket address(String address) {
        return bucket("from " + address, TRIES_PER_ADDRESS);
    }

    private Bucket bucket(String key, int tries) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, unknown -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, IN))
                    .withCustomTimePrecision(meter)
                    .build());
        }
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
