package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Path home;
    private Program midwatch;

    @BeforeEach
    void choose() {
        home = directory.resolve("home");
        midwatch = new Program(home);
    }

    @Test
    void takesTheSeedsOwnCommandForAJob() throws Exception {
        Program.Ended created = midwatch.run(
                "cron",
                "create",
                "every 15m",
                "Run kubectl get nodes. If healthy, reply with only [SILENT].",
                "--name",
                "x",
                "--deliver",
                "discord");
        assertThat(created.exit()).isZero();
        assertThat(midwatch.run("cron", "list", "--quiet").out().lines())
                .contains("x", "cluster-health-check", "daily-cluster-report")
                .hasSize(9);
    }

    @Test
    void refusesAJobItDoesNotUnderstandAndChangesNothing() throws Exception {
        midwatch.run("cron", "list");
        String before = Files.readString(home.resolve("cron/jobs.json"));
        Program.Ended schedule = midwatch.run("cron", "create", "every 15x", "p", "--name", "y");
        assertThat(schedule.exit()).isEqualTo(2);
        assertThat(schedule.err()).contains("every 15x", "did you mean \"every 15m\"");
        Program.Ended duplicate = midwatch.run("cron", "create", "every 1h", "p", "--name", "cert-expiry");
        assertThat(duplicate.exit()).isEqualTo(2);
        assertThat(duplicate.err()).contains("cert-expiry", "already");
        Program.Ended check = midwatch.run("cron", "create", "every 1h", "--name", "z", "--check", "pod-crash-lop");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).contains("did you mean \"pod-crash-loop\"");
        assertThat(Files.readString(home.resolve("cron/jobs.json"))).isEqualTo(before);
        assertThat(midwatch.run("cron", "create", "every 1h", "p", "--name", "cert-expiry", "--if-absent")
                        .exit())
                .isZero();
    }

    @Test
    void tellsATornAuditLineFromOneThatWasTamperedWith() throws Exception {
        assertThat(midwatch.run("audit", "verify").out()).contains("whole: 0 steps");
        Files.writeString(home.resolve("audit.head"), "{\"hash\":\"%s\",\"step\":0}".formatted("0".repeat(64)));
        Files.writeString(home.resolve("audit.jsonl"), "{\"action\":\"rollout_res");
        Program.Ended torn = midwatch.run("audit", "verify");
        assertThat(torn.exit()).isZero();
        assertThat(torn.out()).contains("whole: 1 steps", "line 1 is torn, as a crash");
        Files.writeString(home.resolve("audit.jsonl"), "{\"action\":\"rollout_restart\",\"previous\":\"0\"}\n");
        Program.Ended changed = midwatch.run("audit", "verify");
        assertThat(changed.exit()).isNotZero();
        assertThat(changed.err()).contains("step 0 stands where step 1 belongs");
    }

    @Test
    void namesEveryMistakeInTheConfigurationWithItsLine() throws Exception {
        midwatch.run("config", "check");
        Files.writeString(
                home.resolve("config.yaml"),
                "model:\n  defualt: x\nactions:\n  mode: sometimes\ntimezone: Mars/Base\n");
        Program.Ended refused = midwatch.run("scan");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("config.yaml:2", "defualt", "did you mean \"default\"")
                .contains("actions.mode")
                .contains("Mars/Base");
    }

    @Test
    void saysWhatItTriedWhenThereIsNoCluster() throws Exception {
        Program.Ended refused = midwatch.run("scan");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--kubeconfig", "KUBECONFIG", ".kube/config");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void deniesWithoutACluster() throws Exception {
        assertThat(midwatch.run("proposals", "approve", "ab2cd3").exit())
                .as("this needs one")
                .isEqualTo(2);
        Program.Ended denied = midwatch.run("proposals", "deny", "ab2cd3");
        assertThat(denied.exit()).as(denied.err()).isEqualTo(1);
        assertThat(denied.out()).contains("There is no proposal ab2cd3.");
    }

    @Test
    void findsWhatTheDemosStoryBroke() throws Exception {
        Program.Ended scan = midwatch.run("scan", "--simulate", "demo", "--output", "json", "--fail-on", "critical");
        assertThat(scan.exit()).as(scan.err() + scan.out()).isEqualTo(3);
        assertThat(JSON.readTree(scan.out()).findValuesAsText("reason"))
                .contains("MissingReference", "ArgoAppSyncFailed", "CertificateNotReady");

        Program.Ended nowhere = midwatch.run("scan", "--simulate", "demo", "-n", "nosuch");
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err()).contains("there is no namespace nosuch");
    }

    @Test
    void listensWhereItIsToldTo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Program.Ended demo = midwatch.run("demo", "--port", Integer.toString(port));
        assertThat(demo.exit()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("kubectl --kubeconfig", "The watch is over.");
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Program.Ended refused = midwatch.run("demo", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("cannot listen at port " + port);
        }
    }

    @Test
    void findsNothingWrongWithAHealthyCluster() throws Exception {
        Program.Ended scan = midwatch.run("scan", "--simulate", "healthy", "--output", "json", "--fail-on", "info");
        assertThat(scan.exit()).as(scan.err() + scan.out()).isZero();
        JsonNode json = JSON.readTree(scan.out());
        assertThat(json.at("/findings")).isEmpty();
        assertThat(json.at("/coverage/complete").asBoolean()).isTrue();
        assertThat(json.at("/requests/count").asInt()).isPositive();
        assertThat(json.at("/cluster/version").asText()).startsWith("v1.");
    }

    @Test
    void exitsWithThreeAndTheShapeThatScriptsRelyOnWhenSomethingIsBroken() throws Exception {
        Path scenario = directory.resolve("crash.yaml");
        Files.writeString(scenario, """
                description: one crash loop
                base: healthy
                age: 2d
                timeline:
                  - at: 0s
                    secret-missing: {secret: shop/shop-queue, workload: shop/shop-worker}
                """);
        Program.Ended scan =
                midwatch.run("scan", "--simulate", scenario.toString(), "-o", "json", "--fail-on", "warning");
        assertThat(scan.exit()).as(scan.err()).isEqualTo(3);
        JsonNode finding = StreamSupport.stream(
                        JSON.readTree(scan.out()).get("findings").spliterator(), false)
                .filter(one -> one.get("reason").asText().equals("MissingReference"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.fieldNames())
                .toIterable()
                .containsExactly(
                        "fingerprint",
                        "reason",
                        "severity",
                        "check",
                        "plugin",
                        "subject",
                        "owner",
                        "affected",
                        "since",
                        "summary",
                        "cause",
                        "evidence",
                        "caused_by",
                        "look");
        assertThat(finding.at("/subject/name").asText()).isEqualTo("shop-queue");
    }

    @Test
    void printsARoleThatOnlyReadsUnlessAskedOtherwise() throws Exception {
        assertThat(midwatch.run("rbac", "manifest").out())
                .contains("kind: ClusterRole", "\"list\"")
                .doesNotContain("\"patch\"", "\"delete\"", "\"create\"");
        assertThat(midwatch.run("rbac", "manifest", "--with-actions").out())
                .contains("\"patch\"", "\"delete\"")
                .doesNotContain("pods/exec");
    }

    @Test
    void printsTheSameRolesInYamlAsInJson() throws Exception {
        List<Object> fromYaml = new ArrayList<>();
        try (var documents = new ObjectMapper(new YAMLFactory())
                .readerFor(Object.class)
                .readValues(midwatch.run("rbac", "manifest", "--with-actions").out())) {
            documents.forEachRemaining(fromYaml::add);
        }
        String json = midwatch.run("rbac", "manifest", "--with-actions", "--output", "json")
                .out();

        assertThat(fromYaml)
                .hasSize(3)
                .isEqualTo(JSON.readValue(json, Map.class).get("items"));
    }

    @Test
    void letsOnlyOneGatewayUseADataDirectory() throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process first = midwatch.start(out, err, "gateway", "run", "--simulate", "healthy");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(err).contains("watching"));
            Program.Ended second = midwatch.run("gateway", "run", "--simulate", "healthy");
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err()).contains("in use by", "pid");
        } finally {
            first.destroy();
            first.waitFor();
        }
    }

    @Test
    void explainsWhatIsMissingInsteadOfGuessing() throws Exception {
        Program.Ended doctor = midwatch.run("doctor", "--output", "json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(JSON.readTree(doctor.out())).isNotEmpty();
        assertThat(doctor.out()).contains("no cluster");
        assertThat(midwatch.run("nonsense").exit()).isEqualTo(2);
        assertThat(midwatch.run("completion", "fish").out()).contains("complete -c midwatch");
        assertThat(midwatch.run("completion", "zsh").out()).contains("complete -F _complete_midwatch");
    }
}
