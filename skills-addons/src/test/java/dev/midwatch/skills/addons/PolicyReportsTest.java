package dev.midwatch.skills.addons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReportsTest {
    private static String report(String name, String result) {
        return """
                ---
                apiVersion: wgpolicyk8s.io/v1alpha2
                kind: PolicyReport
                metadata: {name: %s, namespace: shop}
                scope: {apiVersion: apps/v1, kind: Deployment, name: %s, namespace: shop}
                results:
                  - {policy: require-labels, rule: check-team, result: %s, source: kyverno, message: "label team is required"}
                  - {policy: no-latest, rule: tags, result: pass, source: kyverno}
                """.formatted(name, name, result);
    }

    @Test
    void tellsAPolicyOnceHoweverManyBreakIt() throws Exception {
        PolicyResults check = new PolicyResults();
        List<Finding> findings =
                CheckRun.of(check).findings(FakeCluster.of(report("web", "fail") + report("api", "fail")));

        assertThat(check.lint()).isTrue();
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.owner()).hasToString("ClusterPolicy require-labels");
            assertThat(finding.summary()).isEqualTo("ClusterPolicy require-labels is broken by 2 objects");
            assertThat(finding.cause()).isEqualTo("label team is required");
            assertThat(finding.evidence()).containsEntry("objects", "Deployment shop/api, Deployment shop/web");
        });
    }

    @Test
    void isSilentAboutPoliciesThatHold() throws Exception {
        FakeCluster cluster = FakeCluster.of(report("web", "pass") + report("api", "skip") + report("old", "warn"));

        assertThat(CheckRun.of(new PolicyResults()).findings(cluster)).isEmpty();
        assertThat(CheckRun.of(new PolicyErrors()).findings(cluster)).isEmpty();
    }

    @Test
    void aPolicyThatCannotBeCarriedOutIsAFault() throws Exception {
        FakeCluster cluster = FakeCluster.of(report("web", "error"));

        assertThat(CheckRun.of(new PolicyResults()).findings(cluster)).isEmpty();
        assertThat(CheckRun.of(new PolicyErrors()).findings(cluster))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).isEqualTo("PolicyError"));
    }

    @Test
    void readsReportsOfOtherEnginesAndOfManyObjects() throws Exception {
        FakeCluster cluster = FakeCluster.of("""
                apiVersion: openreports.io/v1alpha1
                kind: ClusterReport
                metadata: {name: bench}
                results:
                  - {policy: "CIS 1.1.1", result: fail, description: "file modes", subjects: [{kind: Node, name: a}, {kind: Node, name: b}]}
                  - 7
                """);

        assertThat(CheckRun.of(new PolicyResults()).findings(cluster))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.summary()).isEqualTo("Policy CIS 1.1.1 is broken by 2 objects");
                    assertThat(finding.cause()).isEqualTo("file modes");
                    assertThat(finding.look()).isEqualTo("kubectl get clusterreports.openreports.io -A");
                });
    }
}
