package dev.upfront.api.web;

import dev.upfront.api.ApiKey;
import dev.upfront.api.ApiKeyId;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** How many requests an API key may make; counted by each instance of the application for itself. */
@Component
class RequestLimit {

    private final ConcurrentMap<ApiKeyId, Bucket> buckets = new ConcurrentHashMap<>();
    private final ApiSettings settings;

    RequestLimit(ApiSettings settings) {
        this.settings = settings;
    }

    /** Counts one request. @throws ErrorResponseException when it is one too many */
    void count(ApiKey key) {
        var probe = buckets.computeIfAbsent(key.id(), id -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            var problem = Problem.TOO_MANY_REQUESTS.because("An API key may make %d requests in a minute. This one was not looked at, so nothing was "
                    .formatted(settings.requestsPerMinute()) + "booked, changed or charged: send it again in %d s.".formatted(seconds));
            problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            throw problem;
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.requestsPerMinute()).refillGreedy(settings.requestsPerMinute(), Duration.ofMinutes(1)))
                .build();
    }
}
