package dev.midwatch.skills.k8s.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSkewTest {
    private final CheckRun check = CheckRun.of(new VersionSkew());

    private static FakeCluster cluster(String server, String... kubelets) {
        FakeCluster cluster = FakeCluster.empty().document("/version", Map.of("gitVersion", server));
        for (int i = 0; i < kubelets.length; i++) {
            cluster.with("""
                    apiVersion: v1
                    kind: Node
                    metadata: {name: n%d}
                    status: {nodeInfo: {kubeletVersion: "%s"}}
                    """.formatted(i + 1, kubelets[i]));
        }
        return cluster;
    }

    @Test
    void reportsKubeletsThatAreNewerOrTooOld() throws ClusterException {
        assertThat(check.findings(cluster("v1.34.1+k3s1", "v1.35.0+k3s1", "v1.30.2", "v1.30.2")))
                .extracting(Finding::summary)
                .containsExactlyInAnyOrder(
                        "The kubelet of Node n1 is newer than the API server, which is not supported",
                        "The kubelet of Node n2 (and 1 more) is too old for the API server");
    }

    @Test
    void givesAnUpgradeTime() throws ClusterException {
        assertThat(check.findings(cluster("v1.34.1", "v1.35.0")).get(0).sustained())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.34.1, v1.34.1",
        "v1.34.1, v1.34.9",
        "v1.34.1, v1.31.0",
        "v1.34.1-gke.5, v1.33.0-eks-1",
        "v1.34.1, ''",
        "'', v1.34.1",
        "v1.34.1, v2.0.0",
        "v1.34.1, newest",
        "v1.34.1, v99999999999.1"
    })
    void isSilentAboutVersionsThatGoTogetherOrCannotBeRead(String server, String kubelet) throws ClusterException {
        assertThat(check.reasons(cluster(server, kubelet))).isEmpty();
    }
}
