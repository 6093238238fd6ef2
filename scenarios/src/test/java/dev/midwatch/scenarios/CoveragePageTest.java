package dev.midwatch.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/coverage.md is made of the scenarios; {@code -Dmidwatch.docs=write} writes it anew. */
class CoveragePageTest {
    private static final Path PAGE = Path.of("..", "docs", "coverage.md");
    private static final Path CATALOGUE = Path.of("src", "main", "resources", "catalogue.yaml");

    @Test
    void saysWhatTheScenariosSay() throws IOException {
        String page = new CoveragePage(
                        Catalogue.read(CATALOGUE), Scenarios.in(ScenariosOnSimulatorTest.FOLDER), reasons())
                .text();
        if (System.getProperty("midwatch.docs", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void hasEveryRowOnce() throws IOException {
        assertThat(Catalogue.read(CATALOGUE).rows())
                .extracting(Catalogue.Row::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, HeaderReader.LAST_ROW).boxed().toList());
        assertThat(Catalogue.read(CATALOGUE).rows())
                .allSatisfy(row -> assertThat(row.peers()).allMatch(peer -> peer.matches("[KPRAM]~?")));
    }

    /** A reason that a scenario expects and no plugin has is a slip of the pen. */
    @Test
    void expectsOnlyReasonsThatThereAre() throws IOException {
        Set<String> there = reasons();
        for (Scenario scenario : Scenarios.in(ScenariosOnSimulatorTest.FOLDER)) {
            assertThat(scenario.expect()).as(scenario.name()).allSatisfy(expected -> {
                assertThat(there).contains(expected.reason());
                assertThat(there).containsAll(expected.explains().orElse(List.of()));
            });
        }
    }

    /** A look-alike of a matter of hygiene says something where those checks look at it too. */
    @Test
    void everyRowHasAFaultAndALookAlikeThatTheSameChecksLookAt() throws IOException {
        List<Scenario> scenarios = Scenarios.in(ScenariosOnSimulatorTest.FOLDER);
        assertThat(Catalogue.read(CATALOGUE).rows())
                .filteredOn(row -> !isCovered(scenarios.stream()
                        .filter(one -> one.rows().contains(row.number()))
                        .toList()))
                .isEmpty();
    }

    private static boolean isCovered(List<Scenario> ofRow) {
        List<Scenario> faults = ofRow.stream().filter(one -> !one.lookAlike()).toList();
        boolean hygiene = faults.stream().anyMatch(Scenario::lint);
        return !faults.isEmpty() && ofRow.stream().anyMatch(one -> one.lookAlike() && (one.lint() || !hygiene));
    }

    @Test
    void everyReasonIsShownByAScenarioOrByATestThatIsNamed() throws IOException {
        assertThat(CoveragePage.unshown(Scenarios.in(ScenariosOnSimulatorTest.FOLDER), reasons()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ShownByTest.values()).map(one -> one.reason).toList());
        for (ShownByTest one : ShownByTest.values()) {
            assertThat(Path.of("..").resolve(one.file())).content().contains('"' + one.reason + '"');
        }
    }

    private static Set<String> reasons() throws IOException {
        Set<String> reasons = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.filter(
                            one -> one.getFileName().toString().startsWith("skills-"))
                    .toList()) {
                try (Stream<Path> files = Files.list(module.resolve(Path.of("src", "main", "resources", "findings")))) {
                    files.map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
                            .forEach(reasons::add);
                }
            }
        }
        return reasons;
    }
}
