package dev.upfront.notification;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Service;

/** The mail server as the settings name it. */
@Service
public class MailServer {

    private final JavaMailSenderImpl sender;

    MailServer(JavaMailSenderImpl sender) {
        this.sender = sender;
    }

    /** Such as "mail.example.org:587". */
    public String address() {
        return sender.getHost() + ":" + sender.getPort();
    }

    /** Connects and signs in, and sends nothing. @return why it did not work */
    public Optional<String> trouble() {
        try {
            sender.testConnection();
            return Optional.empty();
        } catch (MessagingException refused) {
            return Optional.of(refused.getMessage() == null ? refused.getClass().getSimpleName() : refused.getMessage().lines().findFirst().orElse(""));
        }
    }
}
