package dev.upfront.payment;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param baseAddress where clients reach this installation, without a slash at the end */
@ConfigurationProperties("upfront")
record PaymentSettings(@DefaultValue("http://localhost:8080") URI baseAddress) {
}
