package dev.upfront.api.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers addresses under /api that there are not, and methods that they do not take. */
@RestController
@Hidden
class NothingHereApi {

    @RequestMapping("/api/**")
    void nothing(HttpServletRequest request) {
        throw Problem.NOTHING_HERE.because("There is no %s at this address, so nothing was done. What there is stands at /api/openapi.json."
                .formatted(request.getMethod()));
    }
}
