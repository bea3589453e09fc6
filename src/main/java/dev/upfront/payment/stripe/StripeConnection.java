package dev.upfront.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way to Stripe for everything that collects no money. Nothing is retried here, and no exception of Stripe gets out. */
@Component
class StripeConnection {

    /** The largest page that Stripe gives. */
    static final long PAGE = 100;
    private static final URI STRIPE = URI.create("https://api.stripe.com");
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final StripeClient stripe;
    private final StripeMetrics metrics;

    StripeConnection(StripeSettings settings, StripeMetrics metrics) {
        this.metrics = metrics;
        var client = StripeClient.builder().setApiKey(settings.secretKey()).setApiBase(settings.apiBase().toString())
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setReadTimeout(READ_TIMEOUT_MILLIS).setMaxNetworkRetries(0);
        if (!settings.apiBase().equals(STRIPE)) {
            client.setFilesBase(settings.apiBase().toString()); // Stripe's own files have an address of their own
        }
        stripe = client.build();
    }

    V1Services v1() {
        return stripe.v1();
    }

    static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    /** Sends a request, times it and reads what came of it. */
    <A> StripeReply<A> ask(String operation, StripeReading.Request<A> request) {
        return metrics.time(operation, () -> answer(request));
    }

    private static <A> StripeReply<A> answer(StripeReading.Request<A> request) {
        try {
            return new StripeReply.Given<>(request.send());
        } catch (InvalidRequestException wrong) {
            return Objects.equals(wrong.getStatusCode(), 404) ? new StripeReply.NotFound<>() : new StripeReply.Refused<>(StripeReading.why(wrong), false);
        } catch (CardException | AuthenticationException refused) {
            return new StripeReply.Refused<>(StripeReading.why(refused), false);
        } catch (RateLimitException tooMany) {
            return new StripeReply.Refused<>(StripeReading.why(tooMany), true);
        } catch (StripeException trouble) {
            return new StripeReply.Unknown<>(StripeReading.why(trouble));
        }
    }

    /** One page of a list, newest first: the one after an id, or the first after null. */
    interface Pages<S extends HasId> {
        StripeCollection<S> after(@Nullable String id) throws StripeException;
    }

    /** Reads all pages, oldest first. All or nothing: what fails on a later page fails the whole, which the SDK's own paging hides in a RuntimeException. */
    static <S extends HasId, A> List<A> all(Pages<S> pages, Function<S, A> read) throws StripeException {
        var found = new ArrayList<A>();
        StripeCollection<S> page;
        String last = null;
        do {
            page = pages.after(last);
            for (S each : page.getData()) {
                found.add(read.apply(each));
                last = each.getId();
            }
        } while (Boolean.TRUE.equals(page.getHasMore()) && !page.getData().isEmpty());
        return List.copyOf(found.reversed());
    }

    /** For an answer that makes no sense: read as unknown. */
    static StripeException unclear(String what) {
        return new ApiException(what, null, null, 200, null);
    }
}
