package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class ClusterDnsTest {
    private static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns}, creationTimestamp: "2026-01-01T10:00:00Z"}
            spec: {clusterIP: 10.43.0.10, selector: {k8s-app: kube-dns}}
            """;
    private static final String DEPLOYMENT = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}, creationTimestamp: "2026-01-01T10:00:00Z"}
            spec: {replicas: %d, template: {metadata: {labels: {k8s-app: kube-dns}}}}
            """;

    private final CheckRun check = CheckRun.of(new ClusterDns());

    private static String slice(String ready) {
        return """
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: kube-dns-abc, namespace: kube-system, labels: {kubernetes.io/service-name: kube-dns}}
                endpoints: [{conditions: {ready: %s}}]
                """.formatted(ready);
    }

    private static String pod(String since) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: coredns-1, namespace: kube-system, labels: {k8s-app: kube-dns}}
                spec: {nodeName: k3s-1}
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "%s"}]}
                """.formatted(since);
    }

    @Test
    void reportsThatNoServerIsReadyAndDependsOnItsPods() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(
                        SERVICE + DEPLOYMENT.formatted(1) + slice("false") + pod("2026-01-02T11:50:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("ClusterDnsDown");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.subject()).hasToString("Service kube-system/kube-dns");
        assertThat(finding.owner()).hasToString("Deployment kube-system/coredns");
        assertThat(finding.cause()).isEqualTo("the one pod it selects is not ready");
        assertThat(finding.dependsOn()).extracting(Object::toString).contains("Pod kube-system/coredns-1");
        assertThat(finding.dependsOn()).extracting(Object::toString).doesNotContain("Deployment kube-system/coredns");
    }

    @Test
    void dependsOnTheReplicaSetThatIsNotLetMakePods() throws ClusterException {
        String replicaSet = """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: coredns-5f
                  namespace: kube-system
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: coredns, uid: a, controller: true}]
                """;

        assertThat(check.findings(FakeCluster.of(SERVICE + DEPLOYMENT.formatted(1) + replicaSet))
                        .get(0)
                        .dependsOn())
                .extracting(Object::toString)
                .containsExactly("ReplicaSet kube-system/coredns-5f");
    }

    @Test
    void doesNotTakeADnsScaledToZeroForAWish() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(SERVICE + DEPLOYMENT.formatted(0))))
                .extracting(Finding::cause)
                .containsExactly("Deployment kube-system/coredns is scaled to zero");
    }

    @Test
    void reportsThatTheServiceIsGone() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(DEPLOYMENT.formatted(1)))
                        .get(0)
                        .summary())
                .isEqualTo("The cluster's DNS is down: Service kube-system/kube-dns does not exist");
        assertThat(check.reasons(FakeCluster.of(DEPLOYMENT.formatted(1)).forbid(ResourceType.SERVICES, "kube-system")))
                .isEmpty();
    }

    @Test
    void isSilentWhileOneServerIsReadyAndInItsFirstMinute() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(SERVICE + DEPLOYMENT.formatted(2) + slice("true"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        SERVICE + DEPLOYMENT.formatted(1) + slice("false") + pod("2026-01-02T11:59:30Z"))))
                .isEmpty();
    }

    @Test
    void readsTheDnsOfRke2AsThatOfOthers() throws ClusterException {
        String rke2 = (SERVICE + DEPLOYMENT.formatted(1) + slice("false") + pod("2026-01-02T11:50:00Z"))
                .replace("name: kube-dns,", "name: rke2-coredns-rke2-coredns,")
                .replace("service-name: kube-dns", "service-name: rke2-coredns-rke2-coredns");

        assertThat(check.findings(FakeCluster.of(rke2)).get(0).subject())
                .hasToString("Service kube-system/rke2-coredns-rke2-coredns");
        assertThat(check.reasons(FakeCluster.of(rke2.replace("ready: false", "ready: true"))))
                .isEmpty();
    }

    @Test
    void saysNothingOfAClusterWithoutADnsThatItKnows() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(SERVICE.replace("kube-dns", "other"))))
                .isEmpty();
    }
}
