package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.Judgement.Answer;
import dev.midwatch.core.config.ActionsConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The gate's questions one by one: data in, a named answer out. */
class JudgementTest {
    private static final Action SAFE = delete(Risk.SAFE);
    private static final Action RISKY = delete(Risk.RISKY);

    private static Action delete(Risk risk) {
        return new Action.Delete(new Intent(
                "delete_pod",
                ResourceType.PODS,
                new ObjectRef("v1", "Pod", "shop", "web", "uid-1"),
                risk,
                "kubectl -n shop delete pod web"));
    }

    private static Optional<KubeObject> pod(String uid) {
        return Optional.of(KubeObject.of(
                ResourceType.PODS,
                Map.of(
                        "metadata",
                        Map.of(
                                "namespace",
                                "shop",
                                "name",
                                "web",
                                "uid",
                                uid,
                                "ownerReferences",
                                List.of(Map.of(
                                        "apiVersion",
                                        "apps/v1",
                                        "kind",
                                        "ReplicaSet",
                                        "name",
                                        "web",
                                        "controller",
                                        true))))));
    }

    @Test
    void onlyWhatIsSafeRunsUnattendedAndOnlyIfThatIsWanted() {
        assertThat(answer(Mode.AUTO_SAFE, SAFE)).isEqualTo(Answer.RUN);
        assertThat(answer(Mode.AUTO_SAFE, RISKY)).isEqualTo(Answer.ASK);
        assertThat(answer(Mode.PROPOSE, SAFE)).isEqualTo(Answer.ASK);
        assertThat(policy(Mode.OFF, Set.of()).judge(SAFE).why()).isEqualTo("actions.mode is off");
    }

    private static Answer answer(Mode mode, Action action) {
        return policy(mode, Set.of()).judge(action, pod("uid-1").get()).answer();
    }

    private static Policy policy(Mode mode, Set<String> fenced) {
        return new Policy(GateOnSimulator.config(mode, fenced, 2));
    }

    @Test
    void nothingRunsInAProtectedNamespace() {
        assertThat(policy(Mode.AUTO_SAFE, Set.of("shop")).judge(SAFE))
                .isEqualTo(Judgement.refuse("namespace shop is protected (actions.protected_namespaces)"));
    }

    @Test
    void theRateCountsTheObjectAndTheCluster() {
        Rate rate = new Rate(2, 20);
        assertThat(rate.judge(SAFE, new Rate.Load(1, 19)).refuses()).isFalse();
        assertThat(rate.judge(SAFE, new Rate.Load(2, 19)).why()).contains("ran 2 times on");
        assertThat(rate.judge(SAFE, new Rate.Load(1, 20)).why()).contains("20 actions ran within an hour");
    }

    @Test
    void theStrictestAnswerStandsAndNothingIsAskedAfterARefusal() {
        assertThat(Judgement.run().then(Judgement::ask).then(Judgement::run)).isEqualTo(Judgement.ask());
        assertThat(Judgement.refuse("first").then(() -> {
                    throw new AssertionError("asked after a refusal");
                }))
                .isEqualTo(Judgement.refuse("first"));
    }

    @Test
    void theTargetMustBeTheOneThatWasSeen() {
        assertThat(Precondition.of(SAFE, pod("uid-1"))).isEqualTo(Precondition.HOLDS);
        assertThat(Precondition.of(SAFE, pod("uid-2"))).isEqualTo(Precondition.REPLACED);
        assertThat(Precondition.of(SAFE, Optional.empty())).isEqualTo(Precondition.GONE);
    }
}
