package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.tool.Level;
import dev.midwatch.real.ServerLog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.junit.jupiter.params.provider.EnumSource;

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

    private static RepairSite site;
    private static RealWatch watch;

    @BeforeAll
    static void beginToWatch() throws Exception {
        site = new RepairSite(directory, Path.of(System.getenv("MIDWATCH_TEST_AUDIT_LOG")));
        watch = site.watch;
    }

    @AfterAll
    static void takeAllAway() throws Exception {
        site.close();
    }

    @AfterEach
    void bothLogsAgree() {
        assertThat(watch.audit().chain().broken()).isEmpty();
        // The server writes its line about the end of a request after its answer has gone out.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(site.logs().disagreements()).isEmpty());
    }

    /** The way kubectl says it. */
    private static String command(String rest) {
        return "kubectl -n " + site.cluster.namespace + " " + rest;
    }

    @Test
    void aCrashLoopingDeploymentIsRestartedOnceVerifiedAndReported() throws Exception {
        site.deploy("shop", 2);
        site.kubelet.crash("shop", PASSING);
        watch.runTheJob();
        assertThat(watch.heard())
                .contains("done: " + command("rollout restart deployment/shop"))
                .contains("no usable database connection");
        watch.runTheJob();
        site.kubelet.roll("shop");
        watch.minutes(5);
        watch.runTheJob();

        assertThat(watch.heard()).containsOnlyOnce("fixed:").doesNotContain("fix failed");
        assertThat(site.steps("shop")).containsExactly("executing", "executed", "verified");
        assertThat(site.asked("shop")).singleElement().satisfies(line -> {
            assertThat(line.verb()).isEqualTo("patch");
            assertThat(site.deployment("shop")
                            .at("/metadata/annotations/midwatch.dev~1audit-id")
                            .asText())
                    .as("the object, our file and the server's log meet in one id")
                    .isEqualTo(line.auditId());
        });
        assertThat(site.deployment("shop").at("/metadata/generation").asInt())
                .as("one change since it was made")
                .isEqualTo(2);
    }

    @Test
    void aScaleThatIsApprovedRunsAndIsVerified() throws Exception {
        site.deploy("grows", 1);
        Proposal proposal = watch.proposes("scale", site.scaled("grows", 3));
        assertThat(site.replicas("grows"))
                .as("nothing happens before it is approved")
                .isOne();
        assertThat(site.asked("grows")).isEmpty();

        assertThat(watch.approve(proposal)).startsWith("Approved and done");
        site.kubelet.roll("grows");
        watch.minutes(1);

        assertThat(site.replicas("grows")).isEqualTo(3);
        assertThat(watch.heard()).containsOnlyOnce("done: " + command("scale deployment/grows --replicas=3"));
        assertThat(site.steps("grows")).containsExactly("proposed", "approved", "executing", "executed", "verified");
        assertThat(site.asked("grows")).hasSize(1);
        assertThat(watch.approve(proposal)).as("once").contains("already approved");
    }

    @Test
    void aPodThatIsNotReadyIsDeletedAtOnceAndOneIsEvictedWhenApproved() throws Exception {
        site.deploy("pods", 2);
        site.kubelet.crash("pods", PASSING);
        List<String> pods = site.pods("pods");
        assertThat(watch.asks("delete_pod", site.pod(pods.get(0)))).contains("Done: ");
        watch.approve(watch.proposes("evict_pod", site.pod(pods.get(1))));
        site.kubelet.roll("pods");
        watch.minutes(1);

        assertThat(site.asked(pods.get(0)))
                .singleElement()
                .satisfies(line -> assertThat(line.verb()).isEqualTo("delete"));
        assertThat(site.asked(pods.get(1)))
                .singleElement()
                .satisfies(line -> assertThat(line.object()).startsWith("pods/eviction "));
        assertThat(site.steps(pods.get(0))).containsExactly("executing", "executed", "verified");
        assertThat(site.steps(pods.get(1)))
                .containsExactly("proposed", "approved", "executing", "executed", "verified");
    }

    @Test
    void aProposalWhoseTargetChangedMeanwhileIsVoid() throws Exception {
        site.deploy("moves", 1);
        Proposal proposal = watch.proposes("scale", site.scaled("moves", 3));
        site.cluster.kubectl("set", "image", "deployment/moves", "web=registry.example/web:2");

        assertThat(watch.approve(proposal))
                .contains("has changed since it was looked at")
                .contains("nothing was done");
        assertThat(watch.state(proposal)).isEqualTo(State.VOID);
        assertThat(site.replicas("moves")).isOne();
        assertThat(site.steps("moves")).containsExactly("proposed", "void");
        assertThat(site.asked("moves")).isEmpty();
    }

    @Test
    void aProposalWhoseTargetWasReplacedMeanwhileIsVoid() throws Exception {
        site.deploy("reborn", 1);
        Proposal proposal = watch.proposes("scale", site.scaled("reborn", 3));
        site.cluster.kubectl("delete", "deployment", "reborn", "--cascade=orphan");
        site.deploy("reborn", 1);

        assertThat(watch.approve(proposal)).contains("replaced by another object of that name");
        assertThat(watch.state(proposal)).isEqualTo(State.VOID);
        assertThat(site.asked("reborn")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOwnerWouldPutBackIsRefusedWithAdvice(Owned owned) throws Exception {
        String name = owned.word();
        site.cluster.apply(owned.manager, site.kubelet.workload(name, 1, owned.labels, owned.annotations));
        site.kubelet.roll(name);

        assertThat(watch.asks("scale", site.scaled(name, 3)))
                .contains("Refused: ")
                .contains(owned.refusalOf("spec.replicas"));
        assertThat(site.replicas(name)).isOne();
        assertThat(site.steps(name)).containsExactly("refused");
        assertThat(site.asked(name)).isEmpty();
    }

    /** Who wrote its fields cannot be seen, as after a migration: then any of them may be the owner's. */
    @Test
    void peopleAreToldWhatToDoAboutACrashThatItsOwnerKeeps() throws Exception {
        Owned owned = Owned.ARGO_CD_BY_ANNOTATION;
        site.cluster.apply("migration", site.kubelet.workload("kept", 1, owned.labels, owned.annotations));
        site.kubelet.roll("kept");
        site.kubelet.crash("kept", PASSING);
        watch.runTheJob();

        assertThat(watch.heard())
                .contains("would do " + command("rollout restart deployment/kept") + ", but ")
                .contains("is kept by Argo CD application storefront")
                .contains("with argocd_sync");
        assertThat(site.steps("kept")).containsExactly("refused");
        assertThat(site.asked("kept")).isEmpty();
    }

    @Test
    void ofTwoWhoApproveAtTheSameMomentOneWins() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Kernel beside = watch.another(new PrintStream(PrintStream.nullOutputStream()))) {
            for (int round = 1; round <= 5; round++) {
                String name = "raced-" + round;
                site.deploy(name, 0);
                Proposal proposal = watch.proposes("scale", site.scaled(name, 1));
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
                List<Future<String>> both = two.invokeAll(List.of(gateway, command));

                List<String> answers = List.of(both.get(0).get(), both.get(1).get());
                assertThat(answers)
                        .filteredOn(answer -> answer.startsWith("Approved and done"))
                        .as(answers.toString())
                        .hasSize(1);
                assertThat(site.steps(name))
                        .filteredOn(step -> !step.equals("not decided"))
                        .containsExactly("proposed", "approved", "executing", "executed");
                assertThat(site.steps(name))
                        .as("what the other one wanted stands in the file, too")
                        .containsOnlyOnce("not decided");
                assertThat(site.asked(name)).as("the API server was asked once").hasSize(1);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void theStopThatAnotherProcessSetsHoldsEverythingFromThenOn() throws Exception {
        site.deploy("stopped", 1);
        site.deploy("halted", 1);
        Proposal proposal = watch.proposes("scale", site.scaled("stopped", 2));
        watch.midwatch("actions", "stop", "--why", "drill").well();
        try {
            assertThat(watch.approve(proposal))
                    .contains("all actions are stopped")
                    .contains("drill");
            assertThat(watch.asks("rollout_restart", site.restarted("stopped")))
                    .contains("is withheld here: all actions are stopped");
            site.kubelet.crash("halted", PASSING);
            watch.runTheJob();
            assertThat(watch.heard()).contains("rollout restart deployment/halted, but all actions are stopped");
            assertThat(site.asked("stopped")).isEmpty();
            assertThat(site.asked("halted")).isEmpty();
        } finally {
            watch.midwatch("actions", "resume").well();
        }
        assertThat(watch.approve(proposal)).startsWith("Approved and done");
        site.kubelet.roll("stopped");
        watch.minutes(1);
        assertThat(site.steps("stopped"))
                .containsExactly("proposed", "not decided", "approved", "executing", "executed", "verified");
        assertThat(site.steps("halted")).containsExactly("refused");
        assertThat(site.asked("stopped")).hasSize(1);
    }

    /** The API server tries the change, asks the webhook about it, and at that moment somebody makes the file. */
    @Test
    void theStopThatComesBetweenTheDryRunAndTheWriteComesInTime() throws Exception {
        site.deploy("braked", 1);
        try (AdmissionWebhook webhook = new AdmissionWebhook(site.cluster, directory)) {
            webhook.before("braked", () -> touch(watch.home.stop()));
            assertThat(watch.asks("rollout_restart", site.restarted("braked")))
                    .contains("It failed: ")
                    .contains("all actions are stopped by the file STOP");
            assertThat(webhook.asked()).as("about the dry run").isOne();
        } finally {
            Files.deleteIfExists(watch.home.stop());
        }
        assertThat(site.steps("braked")).containsExactly("executing", "failed");
        assertThat(site.asked("braked")).isEmpty();
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
        site.deploy("stuck", 1);
        site.kubelet.hold("stuck");
        watch.approve(watch.proposes("scale", site.scaled("stuck", 3)));
        assertThat(site.replicas("stuck")).isEqualTo(3);
        site.kubelet.tend();
        watch.minutes(12);

        assertThat(watch.heard())
                .containsOnlyOnce("%s did not work".formatted(command("scale deployment/stuck --replicas=3")))
                .contains("Undone: " + command("scale deployment/stuck --replicas=1"));
        assertThat(site.replicas("stuck")).isOne();
        wasTriedAndUndone("stuck");
    }

    @Test
    void aNodeThatWasCordonedInVainIsUncordonedAndTold() throws Exception {
        String node = site.kubelet.node("spare");
        String path = "/api/v1/nodes/" + node;
        site.deploy("ill", 1);
        site.kubelet.crash("ill", LASTING);
        watch.runTheJob();
        assertThat(watch.heard()).contains("no such file or directory");
        watch.approve(site.proposeCordon(node, "ill"));
        assertThat(site.cluster.get(path).at("/spec/unschedulable").asBoolean()).isTrue();
        // The node controller does this to every cordoned node, a moment after.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> site.cluster
                        .get(path)
                        .at("/spec/taints")
                        .toString()
                        .contains("node.kubernetes.io/unschedulable"));
        watch.minutes(12);

        assertThat(watch.heard()).containsOnlyOnce("fix failed:").contains("Undone: kubectl uncordon " + node);
        assertThat(site.cluster.get(path).at("/spec/unschedulable").asBoolean()).isFalse();
        wasTriedAndUndone(node);
    }

    /** Two writes, each under an id of its own in the API server's log. */
    private void wasTriedAndUndone(String name) throws Exception {
        assertThat(site.steps(name))
                .startsWith(
                        "proposed",
                        "approved",
                        "executing",
                        "executed",
                        "not fixed",
                        "executing",
                        "executed",
                        "undone");
        assertThat(site.asked(name))
                .extracting(ServerAudit.Line::auditId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    /** Last, for it speaks of all that was done before. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theAuditFileIsWholeAndEveryWriteStandsInBothLogs() throws Exception {
        assertThat(watch.midwatch("audit", "verify").well())
                .startsWith("whole: %d steps".formatted(watch.audit().lines().size()));
        assertThat(site.logs().disagreements()).isEmpty();
        assertThat(site.logs().executed()).isGreaterThanOrEqualTo(14);
        assertThat(watch.midwatch(
                                "audit", "verify", "--against", ServerLog.file().toString(), "--user", watch.user)
                        .well())
                .contains("the API server has the same %d writes"
                        .formatted(site.logs().executed()));
        Files.writeString(Path.of("target", "audit-match.md"), site.evidence());
    }
}
