package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionRequest;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.GuardedReader;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.tool.Level;
import dev.midwatch.testkit.ToolRun;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a finding to a verified repair on a real API server with its controllers and scheduler, judged by that server's own audit log. After
 * each test both logs must agree, in both directions.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_AUDIT_LOG", matches = ".+")
class RepairRealClusterIT {
    private static final String PASSING =
            "level=warn msg=retrying\npanic: no usable database connection after 3 attempts";
    private static final String LASTING = "open /etc/shop/config.yaml: no such file or directory";

    @TempDir
    static Path directory;

    private static RealCluster cluster;
    private static FakeKubelet kubelet;
    private static RealWatch watch;
    private static ServerAudit server;

    @BeforeAll
    static void beginToWatch() throws Exception {
        cluster = new RealCluster(directory);
        kubelet = new FakeKubelet(cluster, directory);
        kubelet.node("work");
        watch = new RealWatch(cluster, directory);
        server = new ServerAudit(Path.of(System.getenv("MIDWATCH_TEST_AUDIT_LOG")), watch.user);
    }

    @AfterAll
    static void takeAllAway() throws Exception {
        watch.close();
        kubelet.close();
        cluster.close();
    }

    @AfterEach
    void bothLogsAgree() {
        assertThat(watch.audit().firstBroken()).isEmpty();
        // The server writes its line about the end of a request after its answer has gone out.
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(logs().disagreements()).isEmpty());
    }

    private static BothLogs logs() throws IOException {
        return BothLogs.of(watch.audit().lines(), server.lines());
    }

    /** A Deployment whose pods run. */
    private static void deploy(String name, int replicas) throws Exception {
        cluster.apply("operator", kubelet.workload(name, replicas, "", ""));
        kubelet.roll(name);
    }

    private static JsonNode deployment(String name) {
        return cluster.get(cluster.deployment(name));
    }

    private static int replicas(String name) {
        return deployment(name).at("/spec/replicas").asInt();
    }

    private static String named(String name) {
        return "\"kind\":\"Deployment\",\"namespace\":\"%s\",\"name\":\"%s\"".formatted(cluster.namespace, name);
    }

    private static String scaled(String name, int replicas) {
        return "{%s,\"replicas\":%d}".formatted(named(name), replicas);
    }

    /** The steps of our audit file about that object, in their order. */
    private static List<String> steps(String object) {
        return watch.audit().lines().stream()
                .filter(line -> line.contains("/" + object + "\"") || line.contains(" " + object + "\""))
                .map(RepairRealClusterIT::step)
                .toList();
    }

    private static String step(String line) {
        return line.replaceAll(".*\"step\":\"([^\"]*)\".*", "$1");
    }

    /** What the server was asked to change of that object, by us and in earnest, whether or not it did. */
    private static List<ServerAudit.Line> asked(String object) throws IOException {
        return server.lines().stream()
                .filter(line -> !line.done() && line.writes() && !line.isDryRun())
                .filter(line ->
                        line.object().endsWith("/" + object) || line.object().endsWith(" " + object))
                .toList();
    }

    @Test
    void aCrashLoopingDeploymentIsRestartedOnceVerifiedAndReported() throws Exception {
        deploy("shop", 2);
        kubelet.crash("shop", PASSING);
        watch.runTheJob();
        assertThat(watch.heard())
                .contains("done: kubectl -n " + cluster.namespace + " rollout restart deployment/shop")
                .contains("no usable database connection");
        watch.runTheJob();
        kubelet.roll("shop");
        watch.minutes(5);
        watch.runTheJob();

        assertThat(watch.heard()).containsOnlyOnce("fixed:").doesNotContain("fix failed");
        assertThat(steps("shop")).containsExactly("executing", "executed", "verified");
        assertThat(asked("shop")).singleElement().satisfies(line -> {
            assertThat(line.verb()).isEqualTo("patch");
            assertThat(deployment("shop")
                            .at("/metadata/annotations/midwatch.dev~1audit-id")
                            .asText())
                    .as("the object, our file and the server's log meet in one id")
                    .isEqualTo(line.auditId());
        });
        assertThat(deployment("shop").at("/metadata/generation").asInt())
                .as("one change since it was made")
                .isEqualTo(2);
    }

    @Test
    void aScaleThatIsApprovedRunsAndIsVerified() throws Exception {
        deploy("grows", 1);
        Proposal proposal = watch.proposes("scale", scaled("grows", 3));
        assertThat(replicas("grows"))
                .as("nothing happens before it is approved")
                .isOne();
        assertThat(asked("grows")).isEmpty();

        assertThat(watch.approve(proposal)).startsWith("Approved and done");
        kubelet.roll("grows");
        watch.minutes(1);

        assertThat(replicas("grows")).isEqualTo(3);
        assertThat(watch.heard())
                .containsOnlyOnce(
                        "done: kubectl -n %s scale deployment/grows --replicas=3".formatted(cluster.namespace));
        assertThat(steps("grows")).containsExactly("proposed", "approved", "executing", "executed", "verified");
        assertThat(asked("grows")).hasSize(1);
        assertThat(watch.approve(proposal)).as("once").contains("already approved");
    }

    @Test
    void aProposalWhoseTargetChangedMeanwhileIsVoid() throws Exception {
        deploy("moves", 1);
        Proposal proposal = watch.proposes("scale", scaled("moves", 3));
        cluster.kubectl("set", "image", "deployment/moves", "web=registry.example/web:2");

        assertThat(watch.approve(proposal))
                .contains("has changed since it was looked at")
                .contains("nothing was done");
        assertThat(watch.state(proposal)).isEqualTo(State.VOID);
        assertThat(replicas("moves")).isOne();
        assertThat(steps("moves")).containsExactly("proposed", "void");
        assertThat(asked("moves")).isEmpty();
    }

    @Test
    void aProposalWhoseTargetWasReplacedMeanwhileIsVoid() throws Exception {
        deploy("reborn", 1);
        Proposal proposal = watch.proposes("scale", scaled("reborn", 3));
        cluster.kubectl("delete", "deployment", "reborn", "--cascade=orphan");
        deploy("reborn", 1);

        assertThat(watch.approve(proposal)).contains("replaced by another object of that name");
        assertThat(watch.state(proposal)).isEqualTo(State.VOID);
        assertThat(asked("reborn")).isEmpty();
    }

    static Stream<Arguments> owned() {
        String argo =
                "commit the change to the application's repository, or bring the object back to what is there with argocd_sync";
        return Stream.of(
                Arguments.of(
                        "argo-tracked",
                        "argocd-controller",
                        "",
                        "argocd.argoproj.io/tracking-id: \"storefront:apps/Deployment:ns/argo-tracked\"",
                        "is kept by Argo CD application storefront, which would put spec.replicas back; " + argo),
                Arguments.of(
                        "argo-labelled",
                        "argocd-controller",
                        "app.kubernetes.io/instance: storefront",
                        "",
                        "is kept by Argo CD application storefront, which would put spec.replicas back; " + argo),
                Arguments.of(
                        "argo-own-label",
                        "argocd-application-controller",
                        "argocd.argoproj.io/instance: storefront",
                        "",
                        "is kept by Argo CD application storefront, which would put spec.replicas back; " + argo),
                Arguments.of(
                        "of-helm",
                        "helm",
                        "app.kubernetes.io/managed-by: Helm",
                        "meta.helm.sh/release-name: storefront, meta.helm.sh/release-namespace: ns",
                        "is kept by Helm release storefront, which would put spec.replicas back; change the values of the release and upgrade it"),
                Arguments.of(
                        "of-flux",
                        "kustomize-controller",
                        "kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: flux-system",
                        "",
                        "is kept by Flux Kustomization flux-system/apps, which would put spec.replicas back; commit the change to its repository"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("owned")
    void whatAnOwnerWouldPutBackIsRefusedWithAdvice(
            String name, String manager, String labels, String annotations, String advice) throws Exception {
        cluster.apply(manager, kubelet.workload(name, 1, labels, annotations));
        kubelet.roll(name);

        assertThat(watch.asks("scale", scaled(name, 3))).contains("Refused: ").contains(advice);
        assertThat(replicas(name)).isOne();
        assertThat(steps(name)).containsExactly("refused");
        assertThat(asked(name)).isEmpty();
    }

    /** Who wrote its fields cannot be seen, as after a migration: then any of them may be the owner's. */
    @Test
    void peopleAreToldWhatToDoAboutACrashThatItsOwnerWouldUndo() throws Exception {
        cluster.apply(
                "migration",
                kubelet.workload("kept", 1, "", "argocd.argoproj.io/tracking-id: \"shop:apps/Deployment:ns/kept\""));
        kubelet.roll("kept");
        kubelet.crash("kept", PASSING);
        watch.runTheJob();

        assertThat(watch.heard())
                .contains("would do kubectl -n " + cluster.namespace + " rollout restart deployment/kept, but ")
                .contains("is kept by Argo CD application shop")
                .contains("with argocd_sync");
        assertThat(steps("kept")).containsExactly("refused");
        assertThat(asked("kept")).isEmpty();
    }

    @Test
    void ofTwoWhoApproveAtTheSameMomentOneWins() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Kernel beside = watch.another(new PrintStream(PrintStream.nullOutputStream()))) {
            for (int round = 1; round <= 5; round++) {
                String name = "raced-" + round;
                deploy(name, 0);
                Proposal proposal = watch.proposes("scale", scaled(name, 1));
                CyclicBarrier start = new CyclicBarrier(2);
                // One in the gateway, one in a command beside it: no lock in this process holds them apart.
                Callable<String> gateway = () -> {
                    start.await();
                    return watch.approve(proposal);
                };
                Callable<String> command = () -> {
                    start.await();
                    return beside.get(ActionGate.class)
                            .decide(proposal.id(), true, new Approver("cli:other", Level.APPROVER))
                            .answer();
                };
                List<String> answers = two.invokeAll(List.of(gateway, command), 30, TimeUnit.SECONDS).stream()
                        .map(RepairRealClusterIT::answer)
                        .toList();

                assertThat(answers)
                        .filteredOn(answer -> answer.startsWith("Approved and done"))
                        .as(answers.toString())
                        .hasSize(1);
                assertThat(steps(name)).containsExactly("proposed", "approved", "executing", "executed");
                assertThat(asked(name)).as("the API server was asked once").hasSize(1);
            }
        } finally {
            two.shutdownNow();
        }
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theStopThatAnotherProcessSetsHoldsWhatIsApprovedAfterwards() throws Exception {
        deploy("stopped", 1);
        Proposal proposal = watch.proposes("scale", scaled("stopped", 2));
        watch.midwatch("actions", "stop", "--why", "drill").well();
        try {
            assertThat(watch.approve(proposal))
                    .contains("all actions are stopped")
                    .contains("drill");
            assertThat(watch.asks("rollout_restart", "{" + named("stopped") + "}"))
                    .contains("is withheld here: all actions are stopped");
            kubelet.crash("stopped", PASSING);
            watch.runTheJob();
            assertThat(watch.heard()).contains("rollout restart deployment/stopped, but all actions are stopped");
            assertThat(asked("stopped")).isEmpty();
            assertThat(replicas("stopped")).isOne();
        } finally {
            watch.midwatch("actions", "resume").well();
        }
        assertThat(watch.approve(proposal)).startsWith("Approved and done");
        assertThat(steps("stopped"))
                .containsExactly("proposed", "not decided", "refused", "approved", "executing", "executed");
        assertThat(asked("stopped")).hasSize(1);
    }

    /** The API server tries the change, asks the webhook about it, and at that moment somebody makes the file. */
    @Test
    void theStopThatComesBetweenTheDryRunAndTheWriteComesInTime() throws Exception {
        deploy("braked", 1);
        try (AdmissionWebhook webhook = new AdmissionWebhook(cluster, directory)) {
            webhook.before("braked", () -> touch(watch.home.stop()));
            assertThat(watch.asks("rollout_restart", "{" + named("braked") + "}"))
                    .contains("It failed: ")
                    .contains("all actions are stopped by the file STOP");
            assertThat(webhook.asked()).as("about the dry run").isOne();
        } finally {
            Files.deleteIfExists(watch.home.stop());
        }
        assertThat(steps("braked")).containsExactly("executing", "failed");
        assertThat(asked("braked")).isEmpty();
        assertThat(server.lines())
                .anyMatch(line -> line.isDryRun() && line.object().endsWith("/braked"));
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aScaleThatDoesNotComeTrueIsPutBackAndTold() throws Exception {
        deploy("stuck", 1);
        kubelet.hold("stuck");
        watch.approve(watch.proposes("scale", scaled("stuck", 3)));
        assertThat(replicas("stuck")).isEqualTo(3);
        kubelet.tend();
        watch.heard();
        watch.minutes(12);

        assertThat(watch.heard())
                .containsOnlyOnce("did not work")
                .contains("Undone: kubectl -n %s scale deployment/stuck --replicas=1".formatted(cluster.namespace));
        assertThat(replicas("stuck")).isOne();
        assertThat(steps("stuck"))
                .startsWith(
                        "proposed",
                        "approved",
                        "executing",
                        "executed",
                        "not fixed",
                        "executing",
                        "executed",
                        "undone");
        assertThat(asked("stuck"))
                .extracting(ServerAudit.Line::auditId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aNodeThatWasCordonedInVainIsUncordonedAndTold() throws Exception {
        String node = kubelet.node("spare");
        deploy("ill", 1);
        kubelet.crash("ill", LASTING);
        watch.runTheJob();
        assertThat(watch.heard()).contains("no such file or directory");
        watch.minutes(3);
        watch.heard();
        watch.approve(cordonFor(finding("ill"), node));
        assertThat(cluster.get("/api/v1/nodes/" + node)
                        .at("/spec/unschedulable")
                        .asBoolean())
                .isTrue();
        // As the node controller does on every cluster, a moment after.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cluster.get("/api/v1/nodes/" + node)
                        .at("/spec/taints")
                        .toString()
                        .contains("node.kubernetes.io/unschedulable"));
        watch.minutes(12);

        assertThat(watch.heard()).containsOnlyOnce("fix failed:").contains("Undone: kubectl uncordon " + node);
        assertThat(cluster.get("/api/v1/nodes/" + node)
                        .at("/spec/unschedulable")
                        .asBoolean())
                .isFalse();
        assertThat(asked(node))
                .extracting(ServerAudit.Line::auditId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    private static LedgerEntry finding(String workload) {
        return watch.kernel.get(FindingLedger.class).all().stream()
                .filter(entry -> entry.finding().owner().name().equals(workload))
                .findFirst()
                .orElseThrow();
    }

    /** As a check would that knows of nothing better: the repair of a finding, planned by the packaged tool. */
    private static Proposal cordonFor(LedgerEntry entry, String node) throws Exception {
        ActionTool tool = watch.kernel.get(Plugins.class).skills().stream()
                .flatMap(skill -> skill.actions().stream())
                .filter(one -> one.spec().name().equals("cordon"))
                .findFirst()
                .orElseThrow();
        ClusterReader reader = new GuardedReader(
                watch.kernel.get(Cluster.class).live(),
                tool.permissions(),
                watch.kernel.get(ClusterSettings.class).scope());
        Action action = ToolRun.of(tool).plan(reader, Map.of("name", node));
        Verdict verdict = watch.kernel
                .get(ActionGate.class)
                .submit(new ActionRequest(
                        action,
                        tool.permissions(),
                        Optional.of(entry.fingerprint()),
                        entry.finding().summary(),
                        "job:pod-restart-loop"));
        assertThat(verdict).isInstanceOf(Verdict.Asked.class);
        return ((Verdict.Asked) verdict).proposal();
    }

    @Test
    void aPodIsDeletedAtOnceAndEvictedWhenApproved() throws Exception {
        deploy("pods", 2);
        List<String> pods = Stream.of(cluster.kubectl("get", "pods", "-l", "app=pods", "-o", "name")
                        .split("\\s+"))
                .map(name -> name.substring("pod/".length()))
                .toList();
        assertThat(watch.asks("delete_pod", pod(pods.get(0)))).contains("Done: ");
        watch.approve(watch.proposes("evict_pod", pod(pods.get(1))));
        kubelet.roll("pods");
        watch.minutes(1);

        assertThat(asked(pods.get(0)))
                .singleElement()
                .satisfies(line -> assertThat(line.verb()).isEqualTo("delete"));
        assertThat(asked(pods.get(1)))
                .singleElement()
                .satisfies(line -> assertThat(line.object()).startsWith("pods/eviction "));
        assertThat(steps(pods.get(0))).containsExactly("executing", "executed", "verified");
        assertThat(steps(pods.get(1))).containsExactly("proposed", "approved", "executing", "executed", "verified");
    }

    private static String pod(String name) {
        return "{\"namespace\":\"%s\",\"name\":\"%s\"}".formatted(cluster.namespace, name);
    }

    /** Last, for it speaks of all that was done before. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theAuditFileIsWholeAndEveryWriteStandsInBothLogs() throws Exception {
        assertThat(watch.midwatch("audit", "verify").well())
                .startsWith("whole: %d steps".formatted(watch.audit().lines().size()));
        BothLogs logs = logs();
        assertThat(logs.disagreements()).isEmpty();
        assertThat(logs.executed()).isGreaterThanOrEqualTo(14);
        Files.writeString(Path.of("target", "audit-match.md"), evidence(logs));
    }

    private static String evidence(BothLogs logs) {
        Map<String, Long> without = watch.audit().lines().stream()
                .filter(line -> !line.contains("\"audit_id\""))
                .map(RepairRealClusterIT::step)
                .collect(Collectors.groupingBy(step -> step, TreeMap::new, Collectors.counting()));
        return "%s\n%s Our steps without a write: %s.\n"
                .formatted(logs.table(), logs.rest(), without)
                // The namespace of this run says nothing to a reader.
                .replace(cluster.namespace, "team");
    }
}
