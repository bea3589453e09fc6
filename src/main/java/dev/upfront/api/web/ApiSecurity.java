package dev.upfront.api.web;

import dev.upfront.api.ApiKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Everything under /api needs an API key, but for the description. No session and no cookie, so nothing that a foreign page could abuse. */
@Configuration
class ApiSecurity {

    @Bean
    @Order(0)
    SecurityFilterChain apiSecurityFilterChain(HttpSecurity http, ApiKeys keys, RequestLimit limit, JsonMapper json) {
        var filter = new ApiKeyFilter(keys, limit, json);
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(filter, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/openapi.json").permitAll().anyRequest().authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, nobody) -> filter.refuseNobody(response)))
                .build();
    }
}
