package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeprecatedApisTest {
    private static FakeCluster cluster(String minor, String manifests) {
        return FakeCluster.of(manifests).document("/version", Map.of("major", "1", "minor", minor));
    }

    private static String flowSchema(String version) {
        return """
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: FlowSchema
                metadata:
                  name: mine
                  managedFields:
                    - {manager: kubectl, apiVersion: flowcontrol.apiserver.k8s.io/v1, time: "2025-11-01T00:00:00Z"}
                    - {manager: argocd, apiVersion: flowcontrol.apiserver.k8s.io/%s, time: "2025-12-01T00:00:00Z"}
                """.formatted(version);
    }

    private static List<Finding> run(FakeCluster cluster) throws ClusterException {
        return CheckRun.of(new DeprecatedApis()).findings(cluster);
    }

    @Test
    void saysWhoWroteThroughAVersionThatGoes() throws Exception {
        Finding finding = run(cluster("31+", flowSchema("v1beta3"))).get(0);

        assertThat(finding.reason()).isEqualTo("DeprecatedApi");
        assertThat(finding.summary())
                .isEqualTo(
                        "FlowSchema mine was last written as flowcontrol.apiserver.k8s.io/v1beta3, which goes with 1.32");
        assertThat(finding.cause())
                .isEqualTo("argocd wrote it so; the server is 1.31, write flowcontrol.apiserver.k8s.io/v1");
        assertThat(finding.look())
                .isEqualTo("kubectl get flowschemas.flowcontrol.apiserver.k8s.io mine --show-managed-fields -o yaml");
    }

    @Test
    void saysOfAVersionThatIsGoneThatItIsGone() throws Exception {
        Finding finding = run(cluster("33", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: front, namespace: shop, managedFields: [{manager: ci, apiVersion: extensions/v1beta1}]}
                        """)).get(0);

        assertThat(finding.cause()).isEqualTo("ci wrote it so; 1.22 no longer takes it, write networking.k8s.io/v1");
        assertThat(finding.since()).isEmpty();
    }

    @Test
    void isSilentAboutWhatIsFarAwayOrSound() throws Exception {
        assertThat(run(cluster("29", flowSchema("v1beta3")))).isEmpty();
        assertThat(run(cluster("31", flowSchema("v1")))).isEmpty();
        assertThat(run(cluster("33", flowSchema("v1beta3").replace("argocd", "kube-controller-manager"))))
                .isEmpty();
        assertThat(
                        run(
                                cluster(
                                        "33",
                                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: b, managedFields: [7, {apiVersion: 3}]}}")))
                .isEmpty();
    }

    @Test
    void looksAsFarAheadAsItIsTold() throws Exception {
        assertThat(CheckRun.of(new DeprecatedApis())
                        .with("minors_ahead", 3)
                        .findings(cluster("29", flowSchema("v1beta3"))))
                .hasSize(1);
    }

    @Test
    void doesNotGuessWhichReleaseTheServerIs() {
        assertThatThrownBy(() -> run(cluster("x", flowSchema("v1beta3"))))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the server does not say which release it is: x");
    }

    @Test
    void readsItsWholeTable() {
        assertThat(RemovedApis.read().of("batch/v1beta1", "CronJob")).contains(new RemovedApis.Removal(25, "batch/v1"));
        assertThat(RemovedApis.read().of("batch/v1", "CronJob")).isEmpty();
    }
}
