package dev.midwatch.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the dashboard may know of the rest. */
@AnalyzeClasses(packages = "dev.midwatch.dashboard", importOptions = ImportOption.DoNotIncludeTests.class)
class DashboardArchitectureTest {
    private static final DescribedPredicate<JavaClass> REST_OF_OURS = DescribedPredicate.describe(
            "what is neither the dashboard's nor the kernel's view, texts and levels",
            type -> type.getPackageName().startsWith("dev.midwatch.")
                    && !type.getPackageName().startsWith("dev.midwatch.dashboard")
                    && !type.getPackageName().equals("dev.midwatch.core.view")
                    && !type.getPackageName().equals("dev.midwatch.core.text")
                    && !type.getFullName().equals("dev.midwatch.core.tool.Level"));

    @ArchTest
    static final ArchRule knowsOfTheKernelOnlyItsView = noClasses().should().dependOnClassesThat(REST_OF_OURS);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.midwatch.dashboard.(*)..").should().beFreeOfCycles();
}
