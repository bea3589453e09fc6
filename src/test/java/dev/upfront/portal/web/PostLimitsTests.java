package dev.upfront.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PostLimitsTests {

    private final PostLimits limits = new PostLimits(new PostLimits.Settings(3, 5));

    @Test
    void turnsAwayTheFourthPostOfAnAddressAndSaysWhenToComeBack() throws Exception {
        for (var number = 0; number < 3; number++) {
            assertThat(post("/book/coaching", "203.0.113.7").getStatus()).isEqualTo(200);
        }
        var turnedAway = post("/book/coaching", "203.0.113.7");
        assertThat(turnedAway.getStatus()).isEqualTo(429);
        assertThat(turnedAway.getHeader("Retry-After")).isEqualTo("60");
        assertThat(post("/book/coaching", "203.0.113.8").getStatus()).isEqualTo(200);
    }

    @Test
    void answersProgramsInTheirOwnForm() throws Exception {
        for (var number = 0; number < 5; number++) {
            post("/api/v1/bookings", "203.0.113.9");
        }
        var turnedAway = post("/api/v1/bookings", "203.0.113.9");
        assertThat(turnedAway.getContentType()).isEqualTo("application/problem+json");
        assertThat(turnedAway.getContentAsString()).contains("\"status\":429", "Nothing was done");
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() throws Exception {
        for (var number = 0; number < 3; number++) {
            post("/s/token/pay", "2001:db8:0:1:0:0:0:" + number);
        }
        assertThat(post("/s/token/pay", "2001:db8:0:1:0:0:0:ff").getStatus()).isEqualTo(429);
        assertThat(post("/s/token/pay", "2001:db8:0:2:0:0:0:1").getStatus()).isEqualTo(200);
    }

    @Test
    void neverTurnsAwayAWebhook() throws Exception {
        for (var number = 0; number < 20; number++) {
            assertThat(post("/webhooks/stripe", "203.0.113.10").getStatus()).isEqualTo(200);
        }
    }

    private MockHttpServletResponse post(String path, String address) throws ServletException, IOException {
        var request = new MockHttpServletRequest("POST", path);
        request.setRemoteAddr(address);
        var response = new MockHttpServletResponse();
        limits.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
