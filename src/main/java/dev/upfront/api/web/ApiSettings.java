package dev.upfront.api.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param requestsPerMinute how many requests one API key may make in a minute; all of them may come at once */
@ConfigurationProperties("upfront.api")
record ApiSettings(@DefaultValue("600") int requestsPerMinute) {}
