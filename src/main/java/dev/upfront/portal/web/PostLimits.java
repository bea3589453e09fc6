package dev.upfront.portal.web;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How often one address may send something to the pages that need no password, the staff sign-in and the API. Stripe's webhooks are not limited:
 * losing one would cost more than it saves.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class PostLimits extends OncePerRequestFilter {

    private static final int ADDRESSES_REMEMBERED = 50_000;

    private final Settings settings;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES_REMEMBERED;
        }
    };

    PostLimits(Settings settings) {
        this.settings = settings;
    }

    /**
     * How many may come in a minute from one address; all of them may come at once.
     *
     * @param apiPostsPerMinute for programs, whose keys have a limit of their own besides
     */
    @ConfigurationProperties("upfront.limits")
    record Settings(@DefaultValue("60") int postsPerMinute, @DefaultValue("600") int apiPostsPerMinute) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod()) || request.getRequestURI().startsWith("/webhooks/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var isProgram = request.getRequestURI().startsWith("/api/");
        if (bucket(network(request.getRemoteAddr()), isProgram).tryConsume(1)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        if (isProgram) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getWriter().write("""
                    {"type":"about:blank","title":"Too many requests","status":429,"detail":"This address sent more than %d requests in a minute. Nothing was done; try again in a minute."}
                    """.formatted(settings.apiPostsPerMinute()));
        } else {
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }

    private Bucket bucket(String network, boolean isProgram) {
        var posts = isProgram ? settings.apiPostsPerMinute() : settings.postsPerMinute();
        synchronized (buckets) {
            return buckets.computeIfAbsent((isProgram ? "api " : "page ") + network, added -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(posts).refillGreedy(posts, Duration.ofMinutes(1))).build());
        }
    }

    /** An IPv6 customer usually has a /64 network: its addresses count as one. */
    private static String network(String address) {
        var groups = address.split(":");
        return groups.length < 5 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }
}
