package dev.upfront.portal.web.me;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many links to sign in may be asked for: per mail address, so that nobody's mailbox is flooded, and per network address. Whether the mail address is
 * a client's makes no difference.
 */
@Component
class SignInLinkLimit {

    static final int PER_MAIL_ADDRESS = 5;
    static final int PER_NETWORK_ADDRESS = 60;
    private static final Duration IN = Duration.ofMinutes(15);
    private static final int LONGEST_MAIL = 254;
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final TimeMeter meter;

    SignInLinkLimit(InstantSource clock) {
        this.meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Counts a request for a link; false when it is one too many. */
    boolean allows(String mail, String networkAddress) {
        var address = mail.strip().toLowerCase(Locale.ROOT);
        return bucket("to " + address.substring(0, Math.min(LONGEST_MAIL, address.length())), PER_MAIL_ADDRESS).tryConsume(1)
                & bucket("from " + networkAddress, PER_NETWORK_ADDRESS).tryConsume(1);
    }

    private Bucket bucket(String key, int links) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, unknown -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(links).refillGreedy(links, IN)).withCustomTimePrecision(meter).build());
        }
    }
}
