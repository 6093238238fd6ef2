package dev.midwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What makes a check worth having: it finds each fault, says it so that a person can act on it, and is silent about what only
 * looks like one. Extend it, give manifests of both, and add tests of your own for the rest.
 */
public abstract class CheckContract {
    /** Manifests that must bring a finding of this reason. Times are best written around {@link CheckRun#NOON}. */
    public record Fault(String name, String reason, String manifests) {}

    /** Manifests of something sound that a careless check would report. */
    public record LookAlike(String name, String manifests) {}

    protected abstract Check check();

    protected abstract List<Fault> faults();

    protected abstract List<LookAlike> lookAlikes();

    @TestFactory
    Stream<DynamicTest> findsTheFault() {
        return faults().stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> find(fault)));
    }

    @TestFactory
    Stream<DynamicTest> isSilentAbout() {
        return lookAlikes().stream()
                .map(sound -> DynamicTest.dynamicTest(
                        sound.name(),
                        () -> assertThat(CheckRun.of(check()).findings(FakeCluster.of(sound.manifests())))
                                .isEmpty()));
    }

    private void find(Fault fault) throws ClusterException {
        List<Finding> findings = CheckRun.of(check()).findings(FakeCluster.of(fault.manifests()));
        assertThat(findings).extracting(Finding::reason).containsOnly(fault.reason());
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.summary()).isNotBlank().doesNotContain("\n");
            assertThat(finding.look()).as("the command to look for oneself").isNotBlank();
            assertThat(finding.since().stream()).allMatch(since -> !since.isAfter(CheckRun.NOON));
        });
        List<Finding> later = CheckRun.of(check())
                .at(CheckRun.NOON.plus(Duration.ofSeconds(90)))
                .findings(FakeCluster.of(fault.manifests()));
        assertThat(later)
                .as("the same problem 90 seconds later has the same identity")
                .extracting(Finding::fingerprint)
                .containsExactlyElementsOf(
                        findings.stream().map(Finding::fingerprint).toList());
    }
}
