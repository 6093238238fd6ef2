package dev.midwatch.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.real.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real API server with its controllers; no kubelet, so pods are what somebody writes them to be. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
class ActionsRealClusterIT extends ActionsContract {
    private static final String NAMESPACE =
            "midwatch-actions-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private static final String RUNNING =
            "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";

    @TempDir
    static Path files;

    private static Cluster cluster;

    @BeforeAll
    static void makeTargets() throws Exception {
        kubectl("create", "namespace", NAMESPACE);
        new RealCluster(files).apply(Targets.in(NAMESPACE));
        kubectl(
                "-n",
                NAMESPACE,
                "patch",
                "certificate",
                "issued",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"revision\":4,\"conditions\":["
                        + "{\"type\":\"Ready\",\"status\":\"True\"},{\"type\":\"Issuing\",\"status\":\"False\"}]}}");
        cluster = Cluster.connect(ClusterSettings.of(RealCluster.kubeconfig()));
    }

    @AfterAll
    static void takeThemAway() throws Exception {
        cluster.close();
        kubectl("delete", "node", NAMESPACE + "-node");
        kubectl("delete", "namespace", NAMESPACE, "--wait=false");
    }

    @Override
    protected Cluster cluster() {
        return cluster;
    }

    @Override
    protected String namespace() {
        return NAMESPACE;
    }

    @Test
    void leavesAPodThatItsBudgetNeeds() throws Exception {
        Path guarded = Files.writeString(files.resolve("guarded.yaml"), """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: guarded}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: guarded}}
                  template: {metadata: {labels: {app: guarded}}, spec: {containers: [{name: web, image: "registry.example/web:1"}]}}
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: guarded}
                spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
                """);
        kubectl("-n", NAMESPACE, "apply", "-f", guarded.toString());
        String pod = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> kubectl("-n", NAMESPACE, "get", "pod", "-l", "app=guarded", "-o", "name")
                                .strip(),
                        name -> !name.isEmpty());
        kubectl("-n", NAMESPACE, "patch", pod, "--subresource=status", "--type=merge", "-p", RUNNING);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> kubectl(
                                "-n", NAMESPACE, "get", "pdb", "guarded", "-o", "jsonpath={.status.currentHealthy}")
                        .equals("1"));

        Action evict = Plan.of(
                "evict_pod", cluster.live(), files, "namespace", NAMESPACE, "name", pod.substring("pod/".length()));
        assertThat(evict.intent().blast().what()).contains("guarded allows 0 more");
        String version = cluster.writer()
                .target(evict)
                .orElseThrow()
                .at("metadata.resourceVersion")
                .text();
        assertThatThrownBy(() -> cluster.writer().execute(evict, version, "audit-of-guarded"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("disruption budget");
    }

    private static String kubectl(String... arguments) throws IOException, InterruptedException {
        return new RealCluster(files).kubectl(arguments);
    }
}
