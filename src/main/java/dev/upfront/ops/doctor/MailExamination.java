package dev.upfront.ops.doctor;

import static dev.upfront.ops.doctor.Diagnosis.broken;
import static dev.upfront.ops.doctor.Diagnosis.well;

import dev.upfront.notification.MailServer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the mail server takes us in; sends nothing. */
@Component
class MailExamination {

    private final MailServer server;

    MailExamination(MailServer server) {
        this.server = server;
    }

    List<Diagnosis> examine() {
        return List.of(server.trouble()
                .map(why -> broken("Mail", "%s could not be used: %s".formatted(server.address(), why.endsWith(".") ? why : why + "."),
                        "Correct UPFRONT_MAIL_HOST, _PORT, _USERNAME and _PASSWORD, or start the mail server; mails wait and are sent later."))
                .orElseGet(() -> well("Mail", "%s lets us in. Nothing was sent.".formatted(server.address()))));
    }
}
