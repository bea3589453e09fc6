package dev.upfront.portal.web.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxMail;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody with a browser and a mailbox who signs in. */
record Visitor(TestBrowser browser, String mail, Sandbox sandbox) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/me/sign-in/[\\w-]+");

    Page askForLink() {
        return browser.send(browser.open("/me/sign-in").form("/me/sign-in").with("mail", mail));
    }

    /** Asks for a link and waits for its mail. @return the link's path */
    String linkPath() {
        var before = mails().size();
        askForLink();
        var sent = await().atMost(Duration.ofSeconds(20)).until(this::mails, mails -> mails.size() > before);
        var link = LINK.matcher(sent.getLast().text());
        assertThat(link.find()).isTrue();
        return URI.create(link.group()).getPath();
    }

    /** Opens the link and presses the button. */
    Page press(String linkPath) {
        return browser.send(browser.open(linkPath).form(linkPath));
    }

    /** @return the client's page */
    Page signIn() {
        var page = press(linkPath());
        assertThat(page.address().getPath()).isEqualTo("/me");
        return page;
    }

    List<SandboxMail> mails() {
        return SandboxMail.all(sandbox.mail()).stream().filter(sent -> sent.to().equalsIgnoreCase(mail) && sent.title().startsWith("Sign in to")).toList();
    }
}
