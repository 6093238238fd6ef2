package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl, against the simulator. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
class KubectlTest {
    @TempDir
    static Path home;

    private static Simulation simulation;
    private static Path kubeconfig;

    @BeforeAll
    static void start() throws IOException {
        simulation = Simulation.start(Scenario.builtIn("rbac-limited"), Instant.parse("2026-03-02T08:00:00Z"), 20, 1);
        kubeconfig = Files.writeString(home.resolve("kubeconfig"), simulation.kubeconfig());
    }

    @AfterAll
    static void stop() {
        simulation.close();
    }

    private static String kubectl(String... arguments) throws Exception {
        return kubectl(kubeconfig, 0, arguments);
    }

    private static String kubectl(Path config, int exit, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getenv("MIDWATCH_TEST_KUBECTL")));
        command.addAll(List.of(
                "--kubeconfig",
                config.toString(),
                "--cache-dir",
                home.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", arguments) + "\n" + output)
                .isEqualTo(exit);
        return output;
    }

    @Test
    void getsInEveryForm() throws Exception {
        assertThat(kubectl("get", "nodes", "-o", "wide")).contains("anchor", "Ready", "control-plane", "containerd");
        assertThat(kubectl("get", "pods", "-A", "-o", "wide")).contains("shop-worker", "10.42.", "birch");
        assertThat(kubectl("get", "deploy", "shop", "-n", "shop", "-o", "yaml")).contains("kind: Deployment");
        assertThat(kubectl("get", "po", "-n", "shop", "-l", "app.kubernetes.io/name=shop", "-o", "json"))
                .contains("\"kind\": \"List\"");
        assertThat(kubectl("get", "pods", "-A", "--field-selector", "spec.nodeName=birch", "-o", "name"))
                .contains("pod/");
        assertThat(kubectl("get", "app", "-n", "argocd")).contains("SYNC STATUS", "Synced", "Healthy");
        assertThat(kubectl("get", "certificates", "-A")).contains("photos-tls", "True");
        assertThat(kubectl("get", "all", "-n", "shop")).contains("replicaset.apps/shop-", "statefulset.apps/postgres");
        assertThat(kubectl("api-resources")).contains("applications", "argoproj.io/v1alpha1");
    }

    @Test
    void describes() throws Exception {
        assertThat(kubectl("describe", "node", "cedar")).contains("KubeletReady", "Non-terminated Pods");
        assertThat(kubectl("describe", "deploy", "shop", "-n", "shop")).contains("MinimumReplicasAvailable");
        assertThat(kubectl("describe", "pod", "postgres-0", "-n", "shop"))
                .contains("Controlled By:  StatefulSet/postgres");
    }

    @Test
    void readsLogsAndUsage() throws Exception {
        assertThat(kubectl("logs", "-n", "shop", "deploy/shop", "--tail=2")).contains("level=info");
        assertThat(kubectl("top", "nodes")).contains("anchor", "CPU(%)");
        assertThat(kubectl("top", "pods", "-n", "shop")).contains("postgres-0");
    }

    @Test
    void rollsOutBackAndScales() throws Exception {
        kubectl("rollout", "restart", "deploy/grafana", "-n", "monitoring");
        assertThat(kubectl("rollout", "status", "deploy/grafana", "-n", "monitoring", "--timeout=60s"))
                .contains("successfully rolled out");
        kubectl("rollout", "undo", "deploy/grafana", "-n", "monitoring");
        kubectl("rollout", "status", "deploy/grafana", "-n", "monitoring", "--timeout=60s");
        assertThat(kubectl("get", "rs", "-n", "monitoring", "-o", "name").lines())
                .hasSize(2);
        kubectl("scale", "deploy/notes", "-n", "notes", "--replicas=2");
        kubectl("rollout", "status", "deploy/notes", "-n", "notes", "--timeout=60s");
        kubectl("delete", "pod", "-n", "photos", "-l", "app.kubernetes.io/name=photos");
        kubectl("rollout", "status", "deploy/photos", "-n", "photos", "--timeout=60s");
    }

    @Test
    void asksWhatItMay() throws Exception {
        Path limited =
                Files.writeString(home.resolve("limited"), simulation.kubeconfig("platform-engineer", "pods-only"));
        assertThat(kubectl("auth", "can-i", "delete", "pods")).startsWith("yes");
        assertThat(kubectl(limited, 1, "auth", "can-i", "delete", "pods", "-n", "shop"))
                .startsWith("no");
        assertThat(kubectl(limited, 0, "auth", "can-i", "--list", "-n", "shop")).contains("pods", "[get list watch]");
        assertThat(kubectl(limited, 1, "get", "nodes"))
                .contains("cannot list resource \"nodes\" in API group \"\" at the cluster scope");
        assertThat(kubectl("auth", "whoami")).contains("system:masters");
        assertThat(kubectl("create", "token", "watcher", "-n", "platform-engineer"))
                .startsWith("simulated-");
    }

    @Test
    void appliesWithoutChangingAnythingWhenAskedTo() throws Exception {
        Path manifest = Files.writeString(home.resolve("config.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: tried, namespace: default}
                data: {key: value}
                """);
        assertThat(kubectl("apply", "--dry-run=server", "-f", manifest.toString()))
                .contains("created (server dry run)");
        kubectl(kubeconfig, 1, "get", "configmap", "tried");
        assertThat(kubectl("apply", "-f", manifest.toString())).contains("created");
        assertThat(kubectl("apply", "-f", manifest.toString())).contains("unchanged");
        assertThat(kubectl("diff", "-f", manifest.toString())).isEmpty();
        assertThat(kubectl("apply", "--server-side", "--force-conflicts", "-f", manifest.toString()))
                .contains("serverside-applied");
        Path wrong = Files.writeString(home.resolve("wrong.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: wrong, namespace: default}
                dta: {key: value}
                """);
        assertThat(kubectl(kubeconfig, 1, "apply", "-f", wrong.toString())).contains("unknown field \"dta\"");
        assertThat(kubectl("explain", "deployment.spec.replicas")).contains("Number of desired pods");
    }

    @Test
    void cordonsAndUncordonsANode() throws Exception {
        kubectl("cordon", "anchor");
        assertThat(kubectl("get", "node", "anchor")).contains("SchedulingDisabled");
        kubectl("uncordon", "anchor");
    }
}
