package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.text.KnownSecrets;
import dev.midwatch.core.tool.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The global stop, the circuit breaker, the undo, and two who decide at once. */
class SafetyTest extends OnSimulator {
    private ActionGate gate;

    @BeforeEach
    void start() {
        gate = world.gate(Mode.AUTO_SAFE);
    }

    @Test
    void nothingIsWrittenWhileTheFileStopIsThere() throws Exception {
        Proposal proposal = ((Verdict.Asked) gate.submit(GateOnSimulator.request(scale(4)))).proposal();
        Files.createFile(directory.resolve("STOP"));

        Verdict.Refused refused = (Verdict.Refused) gate.submit(GateOnSimulator.request(world.restart()));
        assertThat(refused.why()).contains("stopped by the file STOP", "midwatch actions resume");
        assertThat(gate.decide(proposal.id(), true, GateOnSimulator.approver("anna"))
                        .done())
                .isFalse();
        assertThat(gate.never("scale")).isPresent();

        world.stop.lift();
        assertThat(gate.decide(proposal.id(), true, GateOnSimulator.approver("anna"))
                        .done())
                .as("it still waits")
                .isTrue();
        assertThat(gate.never("scale")).isEmpty();
    }

    @Test
    void aStopBetweenTheJudgementAndTheWriteIsObeyed() throws Exception {
        Writes real = Writes.by(world.cluster.writer());
        ActionGate stopped = world.gate(
                Mode.AUTO_SAFE,
                new Meddling(
                        real,
                        () -> world.stop.set(
                                "test", "", world.simulation.clock().instant())));

        Verdict verdict = stopped.submit(GateOnSimulator.request(world.restart()));

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(((Verdict.Failed) verdict).why()).contains("file STOP");
        assertThat(world.shop().annotation("midwatch.dev/audit-id")).isEmpty();
        assertThat(world.steps()).containsExactly("executing", "failed");
    }

    @Test
    void whatChangesBetweenTheJudgementAndTheWriteIsNotOverwritten() throws Exception {
        Writes real = Writes.by(world.cluster.writer());
        ActionGate late = world.gate(
                Mode.AUTO_SAFE,
                new Meddling(real, () -> world.simulation.inject("scale: {workload: shop/shop, replicas: 4}")));

        Verdict verdict = late.submit(GateOnSimulator.request(world.restart()));

        assertThat(((Verdict.Failed) verdict).why()).contains("has changed since it was looked at");
        assertThat(world.shop().annotation("midwatch.dev/audit-id")).isEmpty();
    }

    @Test
    void afterTwoRepairsThatDidNotHelpTheCauseIsLeftAloneForADay() throws Exception {
        failedRestart();
        failedRestart();
        Verdict third = gate.submit(GateOnSimulator.request(world.restart()));
        assertThat(((Verdict.Refused) third).why()).contains("2 repairs of", "did not help", "left alone until");

        Action pod = world.deletePod();
        assertThat(gate.submit(GateOnSimulator.request(pod)))
                .as("another object, but the same finding")
                .isInstanceOf(Verdict.Refused.class);
        assertThat(gate.submit(new ActionRequest(
                        pod, GateOnSimulator.DECLARED, Optional.of("finding-2"), "another cause", "job:pods")))
                .isInstanceOf(Verdict.Ran.class);

        world.simulation.advance(Duration.ofHours(25));
        assertThat(gate.submit(GateOnSimulator.request(world.restart()))).isInstanceOf(Verdict.Ran.class);
    }

    @Test
    void whatDidNotHelpIsUndoneUnlessSomebodyChangedTheObjectSince() throws Exception {
        ExecutedAction scaled = approved(scale(4));
        assertThat(gate.undo(scaled)).startsWith("Undone: `kubectl -n shop scale deployment/shop --replicas=3`");
        assertThat(world.shop().at("spec.replicas").number(0)).isEqualTo(3);
        assertThat(world.steps()).endsWith("executing", "executed", "undone");

        ExecutedAction again = approved(scale(5));
        world.simulation.inject("scale: {workload: shop/shop, replicas: 6}");
        assertThat(gate.undo(again)).contains("has changed since it was looked at", "By hand: `kubectl");
        assertThat(world.shop().at("spec.replicas").number(0)).isEqualTo(6);
        assertThat(world.steps()).endsWith("not undone");
    }

    @Test
    void aChangeThatHoldsASecretIsNeitherStoredNorShown() throws Exception {
        Action.Intent intent = new Action.Intent(
                "rollout_undo", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, "kubectl rollout undo");
        Action undo = new Action.Patch(
                intent,
                "",
                Action.PatchType.MERGE,
                Json.of(Map.of("env", List.of(Map.of("name", "DB_PASSWORD", "value", "canary-93kd02mf")))));

        // As when the old template was read.
        KnownSecrets.ofProcess().learnIfNamed("DB_PASSWORD", "canary-93kd02mf");
        Verdict verdict = gate.submit(GateOnSimulator.request(undo));

        assertThat(((Verdict.Refused) verdict).why()).contains("holds a secret", "by hand: kubectl rollout undo");
        assertThat(world.audit.lines()).noneMatch(line -> line.contains("canary-93kd02mf"));
    }

    @Test
    void whoMayNotDecideDecidesNothing() throws Exception {
        Proposal proposal = ((Verdict.Asked) gate.submit(GateOnSimulator.request(scale(4)))).proposal();
        Decided decided = gate.decide(proposal.id(), true, new Approver("discord:7", Level.OPERATOR));
        assertThat(decided.answer()).contains("needs the level approver");
        assertThat(world.proposals()).extracting(Proposal::state).containsExactly(State.WAITING);
        assertThat(world.steps()).endsWith("not decided");
    }

    @Test
    void whatWasChangedInTheStoreIsNotWhatWasProposed() throws Exception {
        Proposal proposal = ((Verdict.Asked) gate.submit(GateOnSimulator.request(scale(4)))).proposal();
        world.database.update(
                "UPDATE proposals SET canonical = replace(canonical, '\"replicas\":4', '\"replicas\":9')");
        assertThat(gate.decide(proposal.id(), true, GateOnSimulator.approver("anna"))
                        .answer())
                .contains("not what was proposed");
        assertThat(world.shop().at("spec.replicas").number(0)).isEqualTo(3);
    }

    @Test
    void ofTwoWhoApproveAtTheSameMomentInTwoProcessesOneWins() throws Exception {
        Proposal proposal = ((Verdict.Asked) gate.submit(GateOnSimulator.request(scale(4)))).proposal();
        ActionGate other = world.gate(Mode.AUTO_SAFE);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Decided>> both = two.invokeAll(
                    List.of(approve(gate, proposal, "anna", together), approve(other, proposal, "roger", together)));
            assertThat(List.of(both.get(0).get().done(), both.get(1).get().done()))
                    .containsExactlyInAnyOrder(true, false);
        } finally {
            two.shutdownNow();
        }
        assertThat(world.steps()).containsOnlyOnce("executing", "approved", "not decided");
    }

    private static Callable<Decided> approve(ActionGate gate, Proposal proposal, String who, CyclicBarrier together) {
        return () -> {
            together.await();
            return gate.decide(proposal.id(), true, GateOnSimulator.approver(who));
        };
    }

    private void failedRestart() throws ClusterException {
        Verdict.Ran ran = (Verdict.Ran) gate.submit(GateOnSimulator.request(world.restart()));
        assertThat(new ActionLog(world.database).move(ran.auditId(), Outcome.RAN, Outcome.NOT_FIXED))
                .isTrue();
        world.simulation.advance(Duration.ofMinutes(31));
    }

    private ExecutedAction approved(Action action) {
        Proposal proposal = ((Verdict.Asked) gate.submit(GateOnSimulator.request(action))).proposal();
        Decided decided = gate.decide(proposal.id(), true, GateOnSimulator.approver("anna"));
        String auditId = ((Verdict.Ran) decided.verdict().orElseThrow()).auditId();
        return new ActionLog(world.database)
                .all().stream()
                        .filter(one -> one.auditId().equals(auditId))
                        .findFirst()
                        .orElseThrow();
    }

    private Action scale(int replicas) throws ClusterException {
        Action back = patch(
                new Action.Intent(
                        "scale", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, kubectl(3)),
                3);
        return patch(
                new Action.Intent(
                                "scale", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, kubectl(replicas))
                        .until(Goal.ROLLED_OUT)
                        .undoneBy(back),
                replicas);
    }

    private static String kubectl(int replicas) {
        return "kubectl -n shop scale deployment/shop --replicas=" + replicas;
    }

    private static Action patch(Action.Intent intent, int replicas) {
        return new Action.Patch(
                intent, "", Action.PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", replicas))));
    }

    private interface Meddler {
        void meddle();
    }

    /** Does something the second time the target is looked at, which is right before the write. */
    private static final class Meddling implements Writes {
        private final Writes real;
        private final Meddler meddler;
        private int looks;

        Meddling(Writes real, Meddler meddler) {
            this.real = real;
            this.meddler = meddler;
        }

        @Override
        public Optional<KubeObject> target(Action action) throws ClusterException {
            if (++looks == 2) {
                meddler.meddle();
            }
            return real.target(action);
        }

        @Override
        public KubeObject dryRun(Action action) throws ClusterException {
            return real.dryRun(action);
        }

        @Override
        public Done execute(Action action, KubeObject seen, String auditId) throws ClusterException {
            return real.execute(action, seen, auditId);
        }
    }
}
