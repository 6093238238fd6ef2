package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCertificatesTest {
    private final CheckRun check = CheckRun.of(new NodeCertificates());

    private static FakeCluster request(String signer, String created, String conditions) {
        return FakeCluster.of("""
                apiVersion: certificates.k8s.io/v1
                kind: CertificateSigningRequest
                metadata: {name: csr-1, creationTimestamp: "2026-01-02T%s:00Z"}
                spec: {signerName: %s, username: "system:node:n1"}
                status: {conditions: [%s]}
                """.formatted(created, signer, conditions));
    }

    private static FakeCluster warning(String reason, String end, String seen) {
        return FakeCluster.of("""
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: default}
                involvedObject: {kind: Node, name: n1, uid: n1}
                type: Warning
                reason: %s
                message: "Node certificates require attention - restart k3s on this node to trigger automatic rotation: kubelet/client-kubelet.crt: certificate CN=system:node:n1,O=system:nodes will expire within 120 days at 2026-04-01T00:00:00Z\\napi-server/serving-kube-apiserver.crt: certificate CN=kube-apiserver %s"
                lastTimestamp: "2026-01-02T%s:00Z"
                """.formatted(reason, end, seen));
    }

    @Test
    void reportsAKubeletThatGetsNoCertificate() throws ClusterException {
        assertThat(check.findings(request("kubernetes.io/kubelet-serving", "11:30", "")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("KubeletCertificateMissing");
                    assertThat(finding.owner()).hasToString("Node n1");
                    assertThat(finding.cause()).isEqualTo("nobody has approved csr-1 (kubernetes.io/kubelet-serving)");
                });
        assertThat(check.findings(request(
                                "kubernetes.io/kubelet-serving",
                                "11:30",
                                "{type: Denied, status: \"True\", message: 'unknown address 10.0.0.9'}"))
                        .get(0)
                        .cause())
                .isEqualTo("Denied: unknown address 10.0.0.9");
    }

    @Test
    void isSilentAboutOneThatIsNewOrApprovedOrOfOthers() throws ClusterException {
        assertThat(check.reasons(request("kubernetes.io/kubelet-serving", "11:55", "")))
                .isEmpty();
        assertThat(check.reasons(
                        request("kubernetes.io/kubelet-serving", "11:00", "{type: Approved, status: \"True\"}")))
                .isEmpty();
        assertThat(check.reasons(request("example.com/mine", "11:00", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "will expire within 120 days at 2026-01-06T00:00:00Z, WARNING",
        "will expire within 120 days at 2026-01-03T00:00:00Z, CRITICAL",
        "expired at 2026-01-01T00:00:00Z, CRITICAL"
    })
    void reportsWhatK3sSaysOfTheFirstCertificateToEnd(String end, Severity severity) throws ClusterException {
        assertThat(check.findings(warning("CertificateExpirationWarning", end, "11:50")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("NodeCertificateExpiring");
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.summary()).startsWith("Node n1: certificate CN=kube-apiserver expire");
                    assertThat(finding.cause()).isEqualTo("k3s renews it when it restarts on this node");
                });
    }

    @Test
    void isSilentAboutOneThatLastsAndAboutAWarningThatIsOld() throws ClusterException {
        assertThat(check.reasons(warning(
                        "CertificateExpirationWarning",
                        "will expire within 120 days at 2026-03-01T00:00:00Z",
                        "11:50")))
                .isEmpty();
        assertThat(check.reasons(warning(
                        "CertificateExpirationWarning",
                        "will expire within 120 days at 2026-01-06T00:00:00Z",
                        "08:50")))
                .isEmpty();
        assertThat(check.reasons(warning("CertificateExpirationWarning", "expired at some time", "11:50")))
                .isEmpty();
    }

    @Test
    void forgetsARequestAfterWhichAnotherWasApproved() throws ClusterException {
        String later = """
                apiVersion: certificates.k8s.io/v1
                kind: CertificateSigningRequest
                metadata: {name: csr-0, creationTimestamp: "2026-01-02T11:20:00Z"}
                spec: {signerName: kubernetes.io/kubelet-serving, username: "system:node:%s"}
                status: {conditions: [{type: Approved, status: "True"}]}
                """;

        assertThat(check.reasons(
                        request("kubernetes.io/kubelet-serving", "11:00", "").with(later.formatted("n1"))))
                .isEmpty();
        assertThat(check.reasons(
                        request("kubernetes.io/kubelet-serving", "11:00", "").with(later.formatted("n2"))))
                .containsExactly("KubeletCertificateMissing");
    }

    @Test
    void hearsK3sAlsoWhereRequestsAreHidden() throws ClusterException {
        assertThat(check.reasons(warning("CertificateExpirationWarning", "expired at 2026-01-01T00:00:00Z", "11:50")
                        .forbid(NodeCertificates.REQUESTS)))
                .containsExactly("NodeCertificateExpiring");
    }
}
