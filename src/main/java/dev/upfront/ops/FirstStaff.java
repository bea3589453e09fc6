package dev.upfront.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets somebody into an empty installation. */
@Component
@Profile("!doctor")
class FirstStaff implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstStaff.class);

    private final Staff staff;
    private final StaffSettings settings;

    FirstStaff(Staff staff, StaffSettings settings) {
        this.staff = staff;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!staff.isEmpty()) {
            return;
        }
        var chosen = !settings.firstStaffPassword().isBlank();
        var password = chosen ? settings.firstStaffPassword() : staff.randomPassword();
        try {
            staff.add("First member of staff", settings.firstStaffMail(), password);
        } catch (IllegalArgumentException refused) {
            throw new IllegalStateException("The first staff account can't be made: %s Correct upfront.ops.first-staff-mail or upfront.ops.first-staff-password."
                    .formatted(refused.getMessage()), refused);
        }
        if (chosen) {
            log.info("The first staff account was made from upfront.ops.first-staff-mail and upfront.ops.first-staff-password");
        } else {
            log.warn("Nobody could sign in to the console yet. Sign in once at /ops with the address of upfront.ops.first-staff-mail and the password {} "
                    + "(shown only here, only now), then add your own account under Settings, Staff.", password);
        }
    }
}
