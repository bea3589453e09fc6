package dev.upfront;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;

/** The rules that hold the house up. */
@AnalyzeClasses(packages = "dev.upfront", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Set<Class<?>> CALENDARS =
            Set.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class, OffsetDateTime.class);

    @ArchTest
    static final ArchRule onlyTheEngineRoomUsesTheZeebeClient =
            noClasses().that().resideOutsideOfPackage("dev.upfront.engine..").should().dependOnClassesThat().resideInAPackage("io.camunda..");

    @ArchTest
    static final ArchRule onlyPaymentStripeUsesStripe =
            noClasses().that().resideOutsideOfPackage("dev.upfront.payment.stripe..").should().dependOnClassesThat().resideInAPackage("com.stripe..");

    @ArchTest
    static final ArchRule onlyFormsAndTheFlowCheckReadFeel =
            noClasses().that().resideOutsideOfPackages("dev.upfront.form..", "dev.upfront.engine.check..")
                    .should().dependOnClassesThat().resideInAPackage("org.camunda.feel..");

    @ArchTest
    static final ArchRule repositoriesSettingsAndControllersAreNobodysBusiness =
            classes().that().haveSimpleNameEndingWith("Repository").or().haveSimpleNameEndingWith("Settings")
                    .or().areAnnotatedWith("org.springframework.stereotype.Controller")
                    .or().areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                    .should().notBePublic();

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock =
            noClasses().should().callMethodWhere(new DescribedPredicate<JavaMethodCall>("it asks the machine for the time") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTarget().getName().equals("now")
                            && CALENDARS.stream().anyMatch(calendar -> call.getTargetOwner().isEquivalentTo(calendar));
                }
            }).orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule randomIdsAreMadeByTheIdTypes =
            noClasses().that().haveSimpleNameNotEndingWith("Id").should().callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule noFieldIsFloatingPoint = fields().should().notHaveRawType(float.class).andShould().notHaveRawType(double.class)
            .andShould().notHaveRawType(Float.class).andShould().notHaveRawType(Double.class);

    @ArchTest
    static final ArchRule noMethodReturnsFloatingPoint = methods().should().notHaveRawReturnType(float.class)
            .andShould().notHaveRawReturnType(double.class).andShould().notHaveRawReturnType(Float.class)
            .andShould().notHaveRawReturnType(Double.class);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses().should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Util")
                    .orShould().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Helper")
                    .orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule doorsDoNotKnowTheWeb =
            noClasses().that(new DescribedPredicate<JavaClass>("stand in a room's root package") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().matches("dev\\.upfront\\.(money|ledger|catalog|client|calendar|form|onboarding|payment|credits|packages|retainer|booking|dispute)");
                }
            }).should().dependOnClassesThat().resideInAnyPackage("org.springframework.web..", "jakarta.servlet..");
}
