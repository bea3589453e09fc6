package dev.upfront;

import java.net.URI;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open what. Clients need no password: their link's token is the key, so its address is never told to another site (referrer).
 * Staff sign in for /ops. The webhook checks its signature; it has no browser to protect from forged forms. The API's chain is the api room's.
 */
@Configuration
@ConditionalOnWebApplication
class Security {

    /**
     * @param checkoutAddresses where a form may lead besides this site: Stripe's hosted page. Browsers apply form-action to redirects, too
     * @param metricsReaders addresses or networks that may read /actuator/prometheus
     */
    @ConfigurationProperties("upfront.security")
    record Settings(@DefaultValue("https://checkout.stripe.com") List<URI> checkoutAddresses, @DefaultValue({"127.0.0.0/8", "::1"}) List<String> metricsReaders) {}

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, Settings settings) throws Exception {
        http.securityMatcher("/webhooks/**", "/actuator/**", "/calendar/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers("/actuator/health/**").permitAll()
                        .requestMatchers("/actuator/prometheus").access((who, context) -> new AuthorizationDecision(
                                from(settings.metricsReaders()).matches(context.getRequest())))
                        .requestMatchers("/actuator/**").denyAll()
                        .anyRequest().permitAll());
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain staff(HttpSecurity http, Settings settings) throws Exception {
        pages(http.securityMatcher("/ops", "/ops/**"), settings)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/ops/sign-in").permitAll().anyRequest().authenticated())
                .formLogin(form -> form.loginPage("/ops/sign-in").loginProcessingUrl("/ops/sign-in").defaultSuccessUrl("/ops").permitAll())
                .logout(logout -> logout.logoutUrl("/ops/sign-out").logoutSuccessUrl("/ops/sign-in?out").permitAll());
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain clients(HttpSecurity http, Settings settings) throws Exception {
        pages(http, settings)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        return http.build();
    }

    private static HttpSecurity pages(HttpSecurity http, Settings settings) throws Exception {
        return http
                .csrf(csrf -> csrf.csrfTokenRepository(tokenInCookie()).csrfTokenRequestHandler(eagerToken()))
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(contentSecurityPolicy(settings)))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    }

    private static String contentSecurityPolicy(Settings settings) {
        var checkout = settings.checkoutAddresses().stream().map(URI::toString).toList();
        return "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self' "
                + String.join(" ", checkout);
    }

    /** Kept by the browser and not in a session, so that an open page outlives a restart and meets any instance. */
    private static CookieCsrfTokenRepository tokenInCookie() {
        var repository = new CookieCsrfTokenRepository();
        repository.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return repository;
    }

    /** The token is made before the page is written: its cookie can't follow once a part of the page has left. */
    private static XorCsrfTokenRequestAttributeHandler eagerToken() {
        var handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    private static RequestMatcher from(List<String> networks) {
        return new OrRequestMatcher(networks.stream().<RequestMatcher>map(IpAddressMatcher::new).toList());
    }
}
