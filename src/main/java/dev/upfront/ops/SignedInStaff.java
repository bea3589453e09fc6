package dev.upfront.ops;

import java.util.List;
import java.util.UUID;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** Who is signed in to the console. */
public class SignedInStaff extends User {

    private final UUID id;
    private final String name;

    SignedInStaff(StaffMember member, String passwordHash) {
        super(member.mail(), passwordHash, member.active(), true, true, true, List.of(new SimpleGrantedAuthority("ROLE_STAFF")));
        this.id = member.id().value();
        this.name = member.name();
    }

    public StaffId id() {
        return new StaffId(id);
    }

    /** As timelines show it. */
    public String name() {
        return name;
    }
}
