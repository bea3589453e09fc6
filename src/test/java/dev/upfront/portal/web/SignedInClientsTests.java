package dev.upfront.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.client.SignIns;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@UpfrontTest
class SignedInClientsTests {

    @Autowired SignIns signIns;

    @Test
    void theCookieTravelsEncryptedOnlyWhereTheSiteIs() {
        assertThat(cookie("https://lumen.example")).contains("; Secure");
        assertThat(cookie("http://localhost:8080")).doesNotContain("Secure");
    }

    private String cookie(String site) {
        var response = new MockHttpServletResponse();
        new SignedInClients(signIns, URI.create(site)).begin("token", new MockHttpServletRequest(), response);
        return response.getHeader("Set-Cookie");
    }
}
