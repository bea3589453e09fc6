package dev.upfront.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.sandbox.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@RoomTest
@Transactional
class ContractsTests {

    @Autowired
    Contracts contracts;

    @Test
    void publishesTheApplicationsContractsAtStart() {
        assertThat(contracts.current("coaching-agreement")).hasValueSatisfying(contract -> {
            assertThat(contract.title()).isEqualTo("Coaching agreement");
            assertThat(contract.publishedBy()).isEqualTo(Contracts.APPLICATION);
        });
    }

    @Test
    void namesAPlaceholderThatNobodyKnows() {
        assertThat(contracts.check("terms", "Pay {{prise}} for {{offering}}")).singleElement().asString().contains("{{prise}}", "price");
        assertThatIllegalArgumentException().isThrownBy(() -> contracts.publish("terms", "{{secret}}", "staff")).withMessageContaining("{{secret}}");
    }

    @Test
    void numbersVersionsAndLeavesWhatStaffPublished() {
        contracts.publishOwn("terms", "# One");
        var byStaff = contracts.publish("terms", "# Two", "staff");
        contracts.publishOwn("terms", "# One");

        assertThat(byStaff.version()).isEqualTo(2);
        assertThat(contracts.current("terms")).hasValue(byStaff);
        assertThat(contracts.publish("terms", "# Two\r\n".strip(), "other")).isEqualTo(byStaff);
    }
}
