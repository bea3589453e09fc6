package dev.upfront.api.web;

import dev.upfront.booking.BookingUnknown;
import dev.upfront.booking.NotAllowed;
import dev.upfront.calendar.SlotNotOffered;
import dev.upfront.engine.EngineUnavailable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;

/** Turns what the rooms and Spring throw into {@link Problem}s. */
@RestControllerAdvice(basePackageClasses = ProblemAnswers.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAnswers extends ResponseEntityExceptionHandler {

    /** One thing that is not right: where, and what to do about it. @param field such as "client.mail" */
    record Wrong(String field, String message) {}

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    @ExceptionHandler
    @Nullable ResponseEntity<Object> unknown(BookingUnknown unknown, WebRequest request) {
        return answer(Problem.BOOKING_UNKNOWN.because(unknown.getMessage() + ". Check the reference; it looks like UP-7K3MQ9ZT."), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> notOffered(SlotNotOffered refusal, WebRequest request) {
        return answer(Problem.SLOT_NOT_OFFERED.because(refusal.getMessage()), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> notAllowed(NotAllowed refusal, WebRequest request) {
        return answer(Problem.NOT_ALLOWED.because(refusal.getMessage()), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> changedMeanwhile(ConcurrencyFailureException clash, WebRequest request) {
        return answer(Problem.CHANGED_MEANWHILE.because("Somebody else changed the booking at the same moment, so nothing was done and nothing "
                + "was charged. Read it again and decide anew.", clash), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> engineAway(EngineUnavailable away, WebRequest request) {
        LOG.warn("The engine did not answer a request of the API: {}", away.getMessage());
        return answer(Problem.ENGINE_AWAY.because("The process engine does not answer at the moment. Nothing was changed, nothing was charged "
                + "and nothing is lost: send the same request again in a while.", away), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> anythingElse(Exception unexpected, WebRequest request) {
        if (Stream.<Throwable>iterate(unexpected, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof DataAccessResourceFailureException || cause instanceof TransactionException)) {
            LOG.warn("The database did not answer a request of the API: {}", unexpected.getMessage());
            return answer(databaseAway(unexpected), request);
        }
        LOG.error("A request of the API failed: {}", request.getDescription(false), unexpected);
        return answer(Problem.WENT_WRONG.because("This is our fault, and it is in our log. Nothing was charged by this request. "
                + "Send it again, with the same Idempotency-Key if it had one; if it fails again, tell us.", unexpected), request);
    }

    static ErrorResponseException databaseAway(Exception cause) {
        return Problem.DATABASE_AWAY.because("The database does not answer at the moment. Nothing was charged. Send the same request again in a while, "
                + "with the same Idempotency-Key if it had one: then it is done once, even if it was done already.", cause);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (unreadable.getCause() instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
            return answer(invalid(List.of(new Wrong(field(mismatch), "This has not the form that is described at /api/openapi.json."))), request);
        }
        return answer(Problem.UNREADABLE.because("The body is not the JSON object that is described at /api/openapi.json. "
                + "Nothing was done: correct it and send it again."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException notJson, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(Problem.NOT_JSON.because("Send the body as JSON, with the header \"Content-Type: application/json\". Nothing was done."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException wrong, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(invalid(wrong.getFieldErrors().stream().map(ProblemAnswers::say).toList()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException wrong, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(invalid(wrong.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream().map(error -> error instanceof FieldError field
                        ? say(field)
                        : new Wrong(String.valueOf(result.getMethodParameter().getParameterName()), String.valueOf(error.getDefaultMessage()))))
                .toList()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(MissingServletRequestParameterException missing,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(invalid(List.of(new Wrong(missing.getParameterName(), "This is missing."))), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        var field = mismatch instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : String.valueOf(mismatch.getPropertyName());
        return answer(invalid(List.of(new Wrong(field, "This has not the form that is described at /api/openapi.json."))), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(ServletRequestBindingException incomplete, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (incomplete instanceof MissingRequestHeaderException) {
            return answer(Problem.IDEMPOTENCY_KEY_NEEDED.because("Send a header Idempotency-Key with a text of your own for each order, such as a "
                    + "UUID. Whoever repeats an order with it books once. Nothing was booked and nothing was charged."), request);
        }
        return super.handleServletRequestBindingException(incomplete, headers, status, request);
    }

    /** @param wrong what is not right, field by field */
    static ErrorResponseException invalid(List<Wrong> wrong) {
        var problem = Problem.INVALID.because("Nothing was booked, changed or charged. See \"errors\", correct them and send the request again.");
        problem.getBody().setProperty("errors", wrong);
        return problem;
    }

    private static Wrong say(FieldError error) {
        return new Wrong(error.getField(), String.valueOf(error.getDefaultMessage()));
    }

    private static String field(DatabindException mismatch) {
        return String.join(".", mismatch.getPath().stream().map(Reference::getPropertyName).map(String::valueOf).toList());
    }

    private @Nullable ResponseEntity<Object> answer(ErrorResponseException problem, WebRequest request) {
        return handleErrorResponseException(problem, problem.getHeaders(), problem.getStatusCode(), request);
    }
}
