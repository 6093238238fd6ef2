package dev.midwatch.skills.k8s.disruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisruptionBudgetsTest {
    private final CheckRun check = CheckRun.of(new DisruptionBudgets());

    private static String budget(String rule, int healthy, int desired, int expected, String since) {
        return """
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web, namespace: shop, generation: 1, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {%s, selector: {matchLabels: {app: web}}}
                status:
                  observedGeneration: 1
                  currentHealthy: %d
                  desiredHealthy: %d
                  expectedPods: %d
                  disruptionsAllowed: %d
                  conditions: [{type: DisruptionAllowed, status: "%s", reason: InsufficientPods, lastTransitionTime: "%s"}]
                """.formatted(
                        rule,
                        healthy,
                        desired,
                        expected,
                        Math.max(0, healthy - desired),
                        healthy > desired ? "True" : "False",
                        since);
    }

    private static String pod(String name, String app, String ready) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop, labels: {app: %s}}
                spec: {nodeName: n1}
                status: {phase: Running, conditions: [{type: Ready, status: "%s"}]}
                """.formatted(name, app, ready);
    }

    private static String node(boolean closed) {
        return "---\n{apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {unschedulable: %s}}\n".formatted(closed);
    }

    @Test
    void tellsABudgetThatBlocksAndLetsItsPodsExplainIt() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(budget("minAvailable: 2", 1, 2, 3, "2026-01-02T11:00:00Z")
                + pod("web-1", "web", "True")
                + pod("web-2", "web", "False"));

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("PdbBlocks");
        assertThat(finding.summary())
                .isEqualTo(
                        "PodDisruptionBudget shop/web lets no pod be evicted: 1 of 3 pods are healthy, it asks for 2");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Pod shop/web-2");
    }

    @Test
    void isSilentAboutAShortDipAndAboutABudgetThatAllowsSomething() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(budget("minAvailable: 2", 1, 2, 3, "2026-01-02T11:50:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(budget("minAvailable: 2", 3, 2, 3, "2026-01-02T09:00:00Z"))))
                .isEmpty();
    }

    @Test
    void mentionsABudgetThatCanNeverAllowAndWarnsOnceANodeIsToBeEmptied() throws ClusterException {
        String single = budget("minAvailable: 1", 1, 1, 1, "2026-01-02T09:00:00Z") + pod("web-1", "web", "True");

        Finding asleep = check.findings(FakeCluster.of(single + node(false))).get(0);
        Finding awake = check.findings(FakeCluster.of(single + node(true))).get(0);

        assertThat(asleep.reason()).isEqualTo("PdbNeverAllows");
        assertThat(asleep.severity()).isEqualTo(Severity.INFO);
        assertThat(asleep.cause()).isEqualTo("minAvailable 1 asks for 1 healthy pods, and there is 1");
        assertThat(awake.severity()).isEqualTo(Severity.WARNING);
        assertThat(awake.summary()).endsWith("never lets a pod be evicted, so n1 cannot be emptied");
    }

    @Test
    void takesABudgetLightlyThatAsksForMoreThanAnAutoscalerHasLeftForTheNight() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(budget("minAvailable: 3", 2, 3, 2, "2026-01-02T09:00:00Z")))
                        .get(0)
                        .severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void saysByWhichLabelABudgetMisses() throws ClusterException {
        String empty = budget("minAvailable: 1", 0, 1, 0, "2026-01-02T09:00:00Z");

        Finding slip = check.findings(FakeCluster.of(empty + pod("web-1", "webs", "True")))
                .get(0);
        Finding leftOver = check.findings(FakeCluster.of(empty)).get(0);

        assertThat(slip.reason()).isEqualTo("PdbMatchesNothing");
        assertThat(slip.severity()).isEqualTo(Severity.WARNING);
        assertThat(slip.cause()).isEqualTo("pods match but for the label app: it wants web, they have webs");
        assertThat(leftOver.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void isSilentAboutABudgetOfAWorkloadThatRestsOrCannotBeSeen() throws ClusterException {
        String empty = budget("minAvailable: 1", 0, 1, 0, "2026-01-02T09:00:00Z");
        String asleep = """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec: {replicas: 0, template: {metadata: {labels: {app: web}}}}
                """;

        assertThat(check.reasons(FakeCluster.of(empty + asleep))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(empty).forbid(ResourceType.STATEFUL_SETS, "shop")))
                .isEmpty();
    }

    @Test
    void tellsPodsThatCannotBeCounted() throws ClusterException {
        String lost = budget("maxUnavailable: 1", 0, 0, 1, "2026-01-02T09:00:00Z")
                .replace(
                        "reason: InsufficientPods",
                        "reason: SyncFailed, message: found no controller ref for pod \"web-1\"");

        assertThat(check.findings(FakeCluster.of(lost)))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "PdbNotCounted", "found no controller ref for pod \"web-1\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "status: {}", "status: {expectedPods: many, observedGeneration: 1}", "spec: {selector: null}"
            })
    void survivesWhatIsNotAsItShouldBe(String rest) throws ClusterException {
        assertThat(check.reasons(FakeCluster.of("""
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web, namespace: shop, generation: 1}
                        %s
                        """.formatted(rest)))).isSubsetOf("PdbMatchesNothing");
    }

    @Test
    void countsFromThePodsWhereABudgetForAllThereAreNeverAllowsAnything() throws ClusterException {
        String single = budget("minAvailable: 1", 0, 1, 1, "2026-01-01T00:00:00Z");
        String replaced = pod("web-2", "web", "False\", lastTransitionTime: \"2026-01-02T11:%s:00Z");

        assertThat(check.reasons(FakeCluster.of(single + replaced.formatted("59"))))
                .isEmpty();
        assertThat(check.findings(FakeCluster.of(single + replaced.formatted("30"))))
                .extracting(Finding::reason, Finding::sustained)
                .containsExactly(tuple("PdbBlocks", Duration.ZERO));
        assertThat(check.findings(FakeCluster.of(single)))
                .extracting(Finding::reason, Finding::sustained)
                .as("its pod is not there at all")
                .containsExactly(tuple("PdbBlocks", Duration.ofMinutes(15)));
    }

    @Test
    void tellsBudgetsAlsoWhereNodesAreHidden() throws ClusterException {
        String single = budget("minAvailable: 1", 1, 1, 1, "2026-01-02T09:00:00Z") + pod("web-1", "web", "True");

        assertThat(check.findings(FakeCluster.of(single + node(true)).forbid(ResourceType.NODES)))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly(tuple("PdbNeverAllows", Severity.INFO));
    }
}
