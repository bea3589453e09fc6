package dev.upfront.api.web;

import dev.upfront.api.ApiKey;
import dev.upfront.api.ApiKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Finds out whose API key came along. A request without one goes on as nobody's, a request with a bad one goes no further. */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final RequestLimit limit;
    private final JsonMapper json;

    ApiKeyFilter(ApiKeys keys, RequestLimit limit, JsonMapper json) {
        this.keys = keys;
        this.limit = limit;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (credentials != null) {
            try {
                var key = open(credentials);
                limit.count(key);
                SecurityContextHolder.getContext().setAuthentication(new PreAuthenticatedAuthenticationToken(key, "", List.of()));
            } catch (ErrorResponseException refusal) {
                refuse(response, refusal);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    void refuseNobody(HttpServletResponse response) throws IOException {
        refuse(response, Problem.KEY_NEEDED.because("Send your API key in the header \"Authorization: Bearer upk_…\". Nothing was done. "
                + "The practice's staff make keys in the console, under Settings."));
    }

    private ApiKey open(String credentials) {
        if (!credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw bad();
        }
        try {
            return keys.open(credentials.substring(SCHEME.length()).strip()).orElseThrow(ApiKeyFilter::bad);
        } catch (DataAccessException | TransactionException away) {
            throw ProblemAnswers.databaseAway(away);
        }
    }

    private static ErrorResponseException bad() {
        return Problem.KEY_NEEDED.because("The API key is unknown or was revoked, so nothing was done. Check that \"Authorization: Bearer upk_…\" "
                + "has the whole key, or ask the practice's staff for a new one.");
    }

    private void refuse(HttpServletResponse response, ErrorResponseException refusal) throws IOException {
        response.setStatus(refusal.getStatusCode().value());
        refusal.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(refusal.getBody()));
    }
}
