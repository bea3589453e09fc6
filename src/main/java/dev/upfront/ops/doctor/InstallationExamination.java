package dev.upfront.ops.doctor;

import static dev.upfront.ops.doctor.Diagnosis.broken;
import static dev.upfront.ops.doctor.Diagnosis.look;
import static dev.upfront.ops.doctor.Diagnosis.well;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The address clients reach. */
@Component
class InstallationExamination {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;

    InstallationExamination(@Value("${upfront.base-address}") URI address) {
        this.address = address;
    }

    List<Diagnosis> examine() {
        if (address.getHost() == null) {
            return List.of(broken("Address", "“%s” is no address.".formatted(address), "Set UPFRONT_BASE_ADDRESS, such as https://book.example.com."));
        }
        if (THIS_MACHINE.contains(address.getHost())) {
            return List.of(look("Address", "%s is reached from this machine only.".formatted(address), "For clients, set UPFRONT_BASE_ADDRESS to the address they reach, with https."));
        }
        return List.of("https".equals(address.getScheme()) ? well("Address", "Clients reach %s.".formatted(address))
                : broken("Address", "%s is not encrypted.".formatted(address), "Put a proxy with a certificate before Upfront and set UPFRONT_BASE_ADDRESS to its https address."));
    }
}
