package dev.midwatch.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.midwatch.core.tool.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/** The arrows between the modules, and who may import which library. */
@AnalyzeClasses(packages = "dev.midwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "dev.midwatch.api..";
    private static final String CORE = "dev.midwatch.core..";
    private static final String SKILLS = "dev.midwatch.skills..";
    private static final String CHANNELS = "dev.midwatch.channels..";
    private static final String SIMULATOR = "dev.midwatch.simulator..";
    private static final String DASHBOARD = "dev.midwatch.dashboard..";
    private static final String EVAL = "dev.midwatch.eval..";
    private static final String CLI = "dev.midwatch.cli..";

    @ArchTest
    static final ArchRule theSpiKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(API, "java..");

    @ArchTest
    static final ArchRule pluginsKnowOnlyTheSpiAndTheJdk = classes()
            .that()
            .resideInAPackage(SKILLS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(API, SKILLS, "java..");

    @ArchTest
    static final ArchRule channelsKnowOnlyTheSpiAndTheirOwnLibrary = classes()
            .that()
            .resideInAPackage(CHANNELS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(API, CHANNELS, "java..", "net.dv8tion.jda..", "okhttp3..", "org.slf4j..");

    @ArchTest
    static final ArchRule skillsDoNotKnowEachOther =
            slices().matching("dev.midwatch.skills.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theSimulatorKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, CORE, SKILLS, CHANNELS, CLI);

    @ArchTest
    static final ArchRule theKernelKnowsNoPluginAndNoSurface = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SKILLS, CHANNELS, SIMULATOR, DASHBOARD, EVAL, CLI);

    @ArchTest
    static final ArchRule theDashboardKnowsTheViewAlone = noClasses()
            .that()
            .resideInAPackage(DASHBOARD)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.midwatch..")
                    .and(not(resideInAnyPackage(DASHBOARD, "dev.midwatch.core.view..", "dev.midwatch.core.text..")))
                    .and(not(type(Level.class))));

    @ArchTest
    static final ArchRule theEvaluationKnowsNoCommand = noClasses()
            .that()
            .resideInAPackage(EVAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, DASHBOARD, SKILLS, CHANNELS);

    @ArchTest
    static final ArchRule onlyTheDashboardServesTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages(DASHBOARD, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "gg.jte..");

    @ArchTest
    static final ArchRule packagesOfTheKernelHaveNoCycles =
            slices().matching("dev.midwatch.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyKubeTalksToTheClusterLibrary = noClasses()
            .that()
            .resideOutsideOfPackages("dev.midwatch.core.kube..", CHANNELS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kubernetes..", "okhttp3..", "okio..");

    @ArchTest
    static final ArchRule onlyModelAndAgentTalkToTheModelLibrary = noClasses()
            .that()
            .resideOutsideOfPackages("dev.midwatch.core.model..", "dev.midwatch.core.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j..");

    /** Every other command starts without it. */
    @ArchTest
    static final ArchRule onlyTheTerminalChatReadsKeys = noClasses()
            .that()
            .resideOutsideOfPackage("dev.midwatch.cli.chat..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline..");

    @ArchTest
    static final ArchRule onlyStoreTalksToTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackages("dev.midwatch.core.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule onlyTelemetryTalksToPrometheus = noClasses()
            .that()
            .resideOutsideOfPackage("dev.midwatch.core.telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.prometheus..");

    @ArchTest
    static final ArchRule onlyTraceTalksToOpenTelemetry = noClasses()
            .that()
            .resideOutsideOfPackage("dev.midwatch.core.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule onlyModulesAndTheKernelKnowGuice = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Module")
            .and()
            .doNotHaveFullyQualifiedName("dev.midwatch.core.Kernel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.inject..");

    @ArchTest
    static final ArchRule onlyTheGateWrites = noClasses()
            .that()
            .resideOutsideOfPackages("dev.midwatch.core.action..", "dev.midwatch.core.kube..")
            .and()
            .doNotHaveFullyQualifiedName("dev.midwatch.core.KernelModule")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.midwatch.core.kube.ClusterWriter");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .haveSimpleNameStartingWith("Base");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that()
            .resideInAnyPackage(CORE, SKILLS, CHANNELS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now");

    @ArchTest
    static final ArchRule printingIsForSurfaces = noClasses()
            .that()
            .resideInAnyPackage(CORE, SKILLS, CHANNELS)
            .should()
            .accessField(System.class, "out");
}
