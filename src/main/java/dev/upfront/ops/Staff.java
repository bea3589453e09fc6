package dev.upfront.ops;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to who may sign in to the console. */
@Service
@Transactional
public class Staff implements UserDetailsService {

    /** NIST SP 800-63B asks for at least 8 where nothing but a password is asked; bcrypt reads no more than 72 bytes. */
    static final int SHORTEST_PASSWORD = 10;
    static final int LONGEST_PASSWORD = 72;

    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int RANDOM_PASSWORD_BYTES = 15;

    private final StaffRepository staff;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    Staff(StaffRepository staff, InstantSource clock) {
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public UserDetails loadUserByUsername(String mail) {
        return staff.toSignIn(mail.strip()).orElseThrow(() -> new UsernameNotFoundException("Nobody signs in with that mail address"));
    }

    /** Everybody, those who can sign in first. */
    @Transactional(readOnly = true)
    public List<StaffMember> all() {
        return staff.all();
    }

    /** @throws NoSuchElementException if there is none */
    @Transactional(readOnly = true)
    public StaffMember member(StaffId id) {
        return staff.find(id).orElseThrow(() -> new NoSuchElementException("There is no member of staff " + id));
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public StaffMember add(String name, String mail, String password) {
        var member = new StaffMember(StaffId.next(), name.strip(), mail.strip(), true);
        check(!member.name().isEmpty(), "A member of staff needs a name.");
        check(MAIL.matcher(member.mail()).matches(), "That is not a mail address.");
        check(staff.add(member, hash(password), clock.instant()), "Somebody already signs in with that mail address.");
        return member;
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public void changePassword(StaffId id, String password) {
        staff.changePassword(member(id).id(), hash(password));
    }

    /** @throws IllegalArgumentException with a sentence, if nobody could sign in any more */
    public void deactivate(StaffId id) {
        staff.lock();
        check(staff.all().stream().anyMatch(member -> member.active() && !member.id().equals(id)),
                "This is the last one who can sign in: add somebody else first.");
        staff.changeActive(id, false);
    }

    public void activate(StaffId id) {
        staff.changeActive(member(id).id(), true);
    }

    /** What is wrong with a new password, as a sentence; empty when it will do. */
    public Optional<String> whyNotAPassword(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            return Optional.of("A password has at least %d characters.".formatted(SHORTEST_PASSWORD));
        }
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD
                ? Optional.of("A password has at most %d characters.".formatted(LONGEST_PASSWORD)) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public boolean isPasswordOf(StaffId id, String password) {
        return passwords.matches(password, loadUserByUsername(member(id).mail()).getPassword());
    }

    /** Whether nobody was ever added. */
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return staff.all().isEmpty();
    }

    /** A password nobody can guess, to be told once. */
    String randomPassword() {
        var bits = new byte[RANDOM_PASSWORD_BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private String hash(String password) {
        whyNotAPassword(password).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        return passwords.encode(password);
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
