package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases that ship can tell a good answer from a bad one. */
class CasesTest {
    @TempDir
    Path directory;

    @Test
    void shipsCasesOverTheWholeCatalogue() throws IOException {
        List<EvalCase> cases = Cases.shipped();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(50);
        assertThat(cases.stream().map(one -> one.name().split("/")[0]).distinct())
                .contains(
                        "pods",
                        "storage",
                        "nodes",
                        "workloads",
                        "network",
                        "argocd",
                        "certmanager",
                        "helm",
                        "policy",
                        "sight",
                        "quiet",
                        "attacks",
                        "actions",
                        "look");
        assertThat(cases).isSortedAccordingTo((one, other) -> one.name().compareTo(other.name()));
    }

    @TestFactory
    Stream<DynamicTest> givesFullPointsToEveryTruthAndNoneToAnyLie() throws IOException {
        return Cases.shipped().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    String truth = texts(one.facts());
                    assertThat(judged(one, truth).missed())
                            .as("what the facts say in their own words")
                            .noneMatch(missed -> missed.startsWith("not said"));
                    assertThat(judged(one, truth).wrong()).isEmpty();
                    assertThat(one.ask().isEmpty() ? 0 : facts(one, String.join("\n", one.ask())))
                            .as("what the question gives away")
                            .isZero();
                    for (Statement lie : one.never()) {
                        assertThat(judged(one, truth + "\n" + lie.text()).got())
                                .as(lie.text())
                                .isZero();
                    }
                }));
    }

    @Test
    void namesEverythingThatIsWrongWithACase() throws IOException {
        Files.createDirectories(directory.resolve("own"));
        Files.writeString(directory.resolve("own/wrong.yaml"), """
                story: x
                scenario: pods/no-such-thing
                ask: Why did it crash?
                facts:
                  It crashed: [crash]
                  A fact: [something else]
                nver: {}
                """);
        assertThatThrownBy(() -> Cases.in(directory))
                .isInstanceOf(CaseException.class)
                .hasMessageContaining("own/wrong.yaml: nver: no such key")
                .hasMessageContaining("scenario: there is no pods/no-such-thing")
                .hasMessageContaining("\"It crashed\" is given away by the question")
                .hasMessageContaining("\"A fact\" is not found in itself");
    }

    private static String texts(List<Statement> statements) {
        return statements.stream().map(Statement::text).collect(Collectors.joining(".\n"));
    }

    private static long facts(EvalCase one, String answer) {
        return one.facts().stream().filter(fact -> fact.isIn(answer)).count();
    }

    private static Score judged(EvalCase one, String answer) {
        return Judge.judge(
                one,
                new Observation(
                        answer,
                        "answered",
                        new Observation.Cost(0, 0, 0, Duration.ZERO),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }
}
