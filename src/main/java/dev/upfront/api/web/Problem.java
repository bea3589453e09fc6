package dev.upfront.api.web;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Everything that can go wrong, as RFC 9457 problems. Types are stable: integrators decide by them; the detail is a sentence for people. */
enum Problem {
    KEY_NEEDED(HttpStatus.UNAUTHORIZED, "A valid API key is needed"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    UNREADABLE(HttpStatus.BAD_REQUEST, "The body can't be read"),
    NOT_JSON(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not sent as JSON"),
    IDEMPOTENCY_KEY_NEEDED(HttpStatus.BAD_REQUEST, "An Idempotency-Key is needed"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key belongs to another order"),
    INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "Something in the request is not right"),
    NOTHING_HERE(HttpStatus.NOT_FOUND, "There is nothing here"),
    OFFERING_UNKNOWN(HttpStatus.NOT_FOUND, "There is no such offering"),
    BOOKING_UNKNOWN(HttpStatus.NOT_FOUND, "There is no such booking"),
    SLOT_TAKEN(HttpStatus.CONFLICT, "The slot is taken"),
    SLOT_NOT_OFFERED(HttpStatus.UNPROCESSABLE_CONTENT, "The slot is not on offer"),
    NOT_ALLOWED(HttpStatus.CONFLICT, "The booking does not allow this"),
    AMOUNTS_CHANGED(HttpStatus.CONFLICT, "The amounts have changed"),
    CHANGED_MEANWHILE(HttpStatus.CONFLICT, "The booking was changed at the same moment"),
    ENGINE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The process engine does not answer"),
    DATABASE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
    WENT_WRONG(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here");

    private static final Duration BACK_SOON = Duration.ofSeconds(30);

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Such as {@code /problems/slot-taken}. */
    URI type() {
        return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    /** @param detail what happened, what it means for the money, what to do */
    ErrorResponseException because(String detail) {
        return because(detail, null);
    }

    ErrorResponseException because(String detail, @Nullable Throwable cause) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(type());
        body.setTitle(title);
        var problem = new ErrorResponseException(status, body, cause);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(BACK_SOON.toSeconds()));
        }
        if (this == KEY_NEEDED) {
            problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return problem;
    }
}
