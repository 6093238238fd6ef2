package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {
    private static final String DENY = policy("{}", "Egress");
    private static final String UNRESOLVED = "dial tcp: lookup db on 10.43.0.10:53: i/o timeout";

    private final CheckRun check = CheckRun.of(new NetworkPolicyDns());
    private final CheckRun lint = CheckRun.of(new NetworkPolicyLint());

    private static String policy(String selector, String types) {
        return """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: deny, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {podSelector: %s, policyTypes: [%s]}
                """.formatted(selector, types);
    }

    private static String pod(String state, String more) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, namespace: shop, labels: {app: web}}
                spec: {nodeName: k3s-1%s}
                status:
                  phase: Running
                  conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T11:00:00Z"}]
                  containerStatuses: [{name: web, ready: false, restartCount: 4, state: {%s}, lastState: {terminated: {exitCode: 1}}}]
                """.formatted(more, state);
    }

    private static final String CRASHING = "waiting: {reason: CrashLoopBackOff}";

    @Test
    void blamesThePolicyForAPodThatFailsAndCannotResolve() throws ClusterException {
        Finding finding = check.findings(
                        FakeCluster.of(DENY + pod(CRASHING, "")).log("shop", "web-1", "web", true, UNRESOLVED))
                .get(0);

        assertThat(finding.reason()).isEqualTo("NetworkPolicyBlocksDns");
        assertThat(finding.summary()).isEqualTo("NetworkPolicy shop/deny keeps Pod shop/web-1 from the cluster's DNS");
        assertThat(finding.cause()).contains("they let nothing out").contains("lookup db");
    }

    @Test
    void doesNotBlameItForOtherTrouble() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(DENY + pod(CRASHING, ""))
                        .log("shop", "web-1", "web", true, "panic: index out of range")))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(policy("{}", "Ingress") + pod(CRASHING, ""))
                        .log("shop", "web-1", "web", true, UNRESOLVED)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(policy("{matchLabels: {app: db}}", "Egress") + pod(CRASHING, ""))
                        .log("shop", "web-1", "web", true, UNRESOLVED)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(DENY + pod(CRASHING, ", hostNetwork: true"))
                        .log("shop", "web-1", "web", true, UNRESOLVED)))
                .isEmpty();
    }

    @Test
    void takesTheNamespaceOfTheDnsAsItIsEverywhereWhereItCannotSeeAny() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(DENY + pod(CRASHING, ""))
                        .log("shop", "web-1", "web", true, UNRESOLVED)
                        .forbid(ResourceType.NAMESPACES)))
                .containsExactly("NetworkPolicyBlocksDns");
    }

    @Test
    void leavesAPodThatRunsToTheLint() throws ClusterException {
        String running = pod("running: {}", "").replace("\"False\"", "\"True\"");

        assertThat(check.reasons(FakeCluster.of(DENY + running).log("shop", "web-1", "web", true, UNRESOLVED)))
                .isEmpty();
        assertThat(lint.reasons(FakeCluster.of(DENY + running))).containsExactly("NetworkPolicyWithoutDns");
    }

    @Test
    void mentionsAPolicyThatSelectsNothingAndAPodThatNoneSelects() throws ClusterException {
        assertThat(lint.reasons(
                        FakeCluster.of(policy("{matchLabels: {app: wep}}", "Ingress") + pod("running: {}", ""))))
                .containsExactly("NetworkPolicySelectsNothing", "PodWithoutNetworkPolicy");
        assertThat(lint.reasons(FakeCluster.of(policy("{}", "Ingress") + pod("running: {}", ""))))
                .isEmpty();
        assertThat(lint.reasons(FakeCluster.of(policy("{}", "Ingress")))).isEmpty();
        assertThat(lint.reasons(FakeCluster.of(pod("running: {}", "")))).isEmpty();
    }

    @Test
    void tellsOnceOfAPolicyThatShutsSeveralWorkloadsOff() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(DENY);
        for (String name : java.util.List.of("web-1", "db-1", "queue-1")) {
            cluster.with(pod(CRASHING, "").replace("web-1", name)).log("shop", name, "web", true, UNRESOLVED);
        }

        assertThat(check.findings(cluster)).singleElement().satisfies(finding -> {
            assertThat(finding.summary())
                    .isEqualTo("NetworkPolicy shop/deny keeps Pod shop/web-1 and 2 more from the cluster's DNS");
            assertThat(finding.evidence())
                    .containsEntry("workloads", "Pod shop/web-1, Pod shop/db-1, Pod shop/queue-1");
        });
    }
}
