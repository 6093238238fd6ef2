package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.real.RealCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The installed program against a real API server on which some things are broken and their neighbours are well. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
class ScanRealClusterIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE =
            "midwatch-scan-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    /** Objects on a test's cluster are seconds old; on a watched one each of these gives a rollout time to end. */
    private static final String IMPATIENT = """
            checks:
              argocd-health: {unhealthy_after: 1s}
              certificate-ready: {not_ready_after: 1s}
              node-not-ready: {after: 1s}
              pod-image-pull: {after: 1s}
              pvc-pending: {after: 1s, silent_after: 1s}
              service-endpoints: {unmatched_after: 1s}
            """;

    @TempDir
    static Path directory;

    private static Program midwatch;

    @BeforeAll
    static void breakThings() throws Exception {
        kubectl("create", "namespace", NAMESPACE);
        kubectl("apply", "--server-side", "-f", manifest("without-status.yaml").toString());
        Path faults = manifest("faults.yaml");
        kubectl("apply", "--server-side", "-f", faults.toString());
        kubectl("apply", "--server-side", "--force-conflicts", "--subresource=status", "-f", faults.toString());
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("config.yaml"), IMPATIENT);
        midwatch = new Program(home);
    }

    @AfterAll
    static void takeThemAway() throws Exception {
        kubectl("delete", "node", NAMESPACE + "-away", NAMESPACE + "-here");
        kubectl("delete", "namespace", NAMESPACE, "--wait=false");
    }

    /** First: a node without a kubelet is well only until the node controller misses its heartbeats. */
    @Test
    @Order(1)
    void reportsEveryFaultAndNoneOfTheNeighbours() throws Exception {
        Program.Ended scan =
                midwatch.run("scan", "--kubeconfig", System.getenv("MIDWATCH_TEST_KUBECONFIG"), "--output", "json");

        assertThat(scan.exit()).as(scan.err()).isZero();
        Set<String> found = found(JSON.readTree(scan.out()));
        assertThat(found)
                .contains(
                        "CrashLoopBackOff Pod/crashing",
                        "ImagePullBackOff Pod/pulling",
                        "PVCPending PersistentVolumeClaim/waiting",
                        "NodeNotReady Node/" + NAMESPACE + "-away",
                        "JobFailed Job/failed",
                        "ServiceWithoutEndpoints Service/nobody",
                        "CertificateNotReady Certificate/missing",
                        "ArgoAppDegraded Application/degraded");
        // What else is said, such as that warning events keep coming, is said of what is broken.
        assertThat(found)
                .extracting(finding -> finding.split(" ")[1])
                .containsOnly(
                        "Pod/crashing",
                        "Pod/pulling",
                        "PersistentVolumeClaim/waiting",
                        "Node/" + NAMESPACE + "-away",
                        "Job/failed",
                        "Service/nobody",
                        "Certificate/missing",
                        "Application/degraded");
    }

    @Test
    void showsTheToolsThatAnotherIdentityWouldGet() throws Exception {
        String kubeconfig = System.getenv("MIDWATCH_TEST_KUBECONFIG");
        assertThat(state("rollout_restart", "--kubeconfig", kubeconfig)).isEqualTo("offered");
        assertThat(state("rollout_restart", "--kubeconfig", kubeconfig, "--as", NAMESPACE + "/default"))
                .isEqualTo("withheld");
        assertThat(midwatch.run("tools", "list", "--kubeconfig", kubeconfig, "--as", "a/b/c")
                        .exit())
                .isEqualTo(2);
    }

    private static String state(String tool, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("tools", "list", "--output", "json"));
        command.addAll(List.of(options));
        Program.Ended listed = midwatch.run(command.toArray(String[]::new));
        assertThat(listed.exit()).as(listed.err()).isZero();
        for (JsonNode row : JSON.readTree(listed.out())) {
            if (row.path("tool").asText().equals(tool)) {
                return row.path("state").asText();
            }
        }
        return "not listed";
    }

    @Test
    void endsWithThreeIfSomethingIsAsGraveAsFeared() throws Exception {
        String kubeconfig = System.getenv("MIDWATCH_TEST_KUBECONFIG");
        assertThat(midwatch.run("scan", "-n", NAMESPACE, "--kubeconfig", kubeconfig, "--fail-on", "critical")
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void saysWhatAServiceAccountOfOneNamespaceCannotSee() throws Exception {
        kubectl("-n", NAMESPACE, "create", "serviceaccount", "blinkered");
        kubectl("-n", NAMESPACE, "create", "role", "pods", "--verb=list", "--resource=pods");
        kubectl(
                "-n",
                NAMESPACE,
                "create",
                "rolebinding",
                "pods",
                "--role=pods",
                "--serviceaccount=" + NAMESPACE + ":blinkered");
        String token = new RealCluster(directory).token(NAMESPACE, "blinkered");

        for (String namespace : List.of("", NAMESPACE)) {
            Program.Ended scan = midwatch.run(
                    "scan", "--kubeconfig", kubeconfigOf(token, namespace).toString(), "--output", "json");
            assertThat(scan.exit()).as(scan.err()).isZero();
            JsonNode json = JSON.readTree(scan.out());
            assertThat(found(json)).contains("CrashLoopBackOff Pod/crashing", "ImagePullBackOff Pod/pulling");
            assertThat(found(json)).noneMatch(finding -> finding.contains("well"));
            JsonNode coverage = json.path("coverage");
            assertThat(coverage.path("complete").asBoolean()).isFalse();
            assertThat(coverage.path("looked_at").findValuesAsText("resource")).containsExactly("pods");
            assertThat(coverage.path("blind"))
                    .extracting(blind -> blind.path("resource").asText() + " "
                            + blind.path("namespace").asText() + " "
                            + blind.path("why").asText())
                    .contains(
                            "nodes * forbidden",
                            "services * forbidden",
                            "certificates.cert-manager.io * forbidden",
                            "pods * except " + NAMESPACE + " forbidden");
        }
    }

    @Test
    void saysThatATokenIsNotAccepted() throws Exception {
        Program.Ended scan = midwatch.run(
                "scan", "--kubeconfig", kubeconfigOf("not-a-token", "").toString());

        assertThat(scan.exit()).isEqualTo(1);
        assertThat(scan.err()).contains("does not accept the credentials: they are wrong or have expired");
        assertThat(scan.out()).isEmpty();
    }

    /** Reason, kind and name of what was found about this test's own objects. */
    private static Set<String> found(JsonNode scan) {
        Set<String> found = new TreeSet<>();
        for (JsonNode finding : scan.path("findings")) {
            JsonNode subject = finding.path("subject");
            if (subject.path("namespace").asText().equals(NAMESPACE)
                    || subject.path("name").asText().startsWith(NAMESPACE)) {
                found.add("%s %s/%s"
                        .formatted(
                                finding.path("reason").asText(),
                                subject.path("kind").asText(),
                                subject.path("name").asText()));
            }
        }
        return found;
    }

    private static Path kubeconfigOf(String token, String namespace) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), RealCluster.kubeconfig(token, namespace));
    }

    private static Path manifest(String name) throws IOException {
        try (var resource = ScanRealClusterIT.class.getResourceAsStream(name)) {
            String recently = Instant.now()
                    .minus(Duration.ofHours(1))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            return Files.writeString(
                    directory.resolve(name),
                    new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("NAMESPACE", NAMESPACE)
                            .replace("RECENTLY", recently));
        }
    }

    private static String kubectl(String... arguments) throws IOException, InterruptedException {
        return new RealCluster(directory).kubectl(arguments);
    }
}
