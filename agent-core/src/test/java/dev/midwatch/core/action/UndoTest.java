package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An undo is a write as well: it is judged, shown and declared with the action that brings it, and judged again before it runs. */
class UndoTest extends OnSimulator {
    @Test
    void anActionRunsUnattendedOnlyIfItsUndoMightAsWell() throws Exception {
        ActionGate gate = world.gate(Mode.AUTO_SAFE);
        Action delete = new Action.Delete(intent("rollout_restart", Risk.SAFE));
        Action scale = replicas(intent("rollout_restart", Risk.SAFE), 0);

        assertThat(gate.submit(request(restart("now", Optional.of(delete))))).isInstanceOf(Verdict.Asked.class);
        assertThat(gate.submit(request(restart("then", Optional.of(scale))))).isInstanceOf(Verdict.Asked.class);
        assertThat(world.steps()).containsOnly("proposed");

        Action back = restart("before", Optional.empty());
        assertThat(gate.submit(request(restart("now", Optional.of(back))))).isInstanceOf(Verdict.Ran.class);
        assertThat(gate.undo(last())).startsWith("Undone:");
        assertThat(world.shop()
                        .at("spec.template.metadata.annotations")
                        .get("kubectl.kubernetes.io/restartedAt")
                        .text())
                .isEqualTo("before");
    }

    @Test
    void whatTheUndoNeedsHasToBeDeclaredToo() throws Exception {
        Action restart = restart("now", Optional.of(new Action.Delete(intent("rollout_restart", Risk.SAFE))));
        assertThat(refusal(
                        world.gate(Mode.AUTO_SAFE),
                        new ActionRequest(restart, GateOnSimulator.DECLARED, Optional.empty(), "", "job:x")))
                .isEqualTo("its undo: its tool did not declare the permission to delete deployments.apps");
    }

    @Test
    void aRuleThatRefusesTheUndoRefusesTheAction() throws Exception {
        Action undo = replicas(intent("scale", Risk.RISKY), 0);
        assertThat(refusal(gate(Mode.AUTO_SAFE, noScale()), request(restart("now", Optional.of(undo)))))
                .isEqualTo("its undo: actions.rules[0] refuses it");
    }

    @Test
    void aProposalShowsWhatTheUndoWouldLeaveBehind() throws Exception {
        ActionGate gate = world.gate(Mode.PROPOSE);
        Action honest = replicas(intent("scale", Risk.RISKY).undoneBy(replicas(intent("scale", Risk.RISKY), 3)), 4);
        Action sly = replicas(intent("scale", Risk.RISKY).undoneBy(replicas(intent("scale", Risk.RISKY), 0)), 5);
        Action deadly =
                replicas(intent("scale", Risk.RISKY).undoneBy(new Action.Delete(intent("scale", Risk.RISKY))), 6);

        assertThat(diff(gate, honest)).isEqualTo("~ spec.replicas: 3 -> 4\nundone: as it is now");
        assertThat(diff(gate, sly))
                .isEqualTo("~ spec.replicas: 3 -> 5\nundone, not as it is now:\n~ spec.replicas: 3 -> 0");
        assertThat(diff(gate, deadly)).endsWith("undone, not as it is now:\n- Deployment shop/shop");
    }

    @Test
    void anUndoThatCannotBeShownIsRefusedWithItsAction() throws Exception {
        Action hidden = new Action.Patch(
                intent("scale", Risk.RISKY),
                "",
                PatchType.JSON,
                Json.of(List.of(
                        Map.of("op", "test", "path", "/spec/replicas", "value", 4),
                        Map.of("op", "remove", "path", "/spec/template/spec/containers"))));
        Action scale = replicas(intent("scale", Risk.RISKY).undoneBy(hidden), 4);
        assertThat(refusal(world.gate(Mode.PROPOSE), request(scale))).startsWith("its undo cannot be tried: ");
    }

    @Test
    void anUndoIsHeldAgainstTheRulesOfNow() throws Exception {
        ExecutedAction scaled = approvedScale();
        assertThat(gate(Mode.PROPOSE, noScale()).undo(scaled)).contains("actions.rules[0] refuses it", "By hand:");

        world.simulation.inject("patch: {apiVersion: apps/v1, kind: Deployment, namespace: shop, name: shop, patch:"
                + " {metadata: {annotations: {argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:shop/shop'}}}}");
        assertThat(world.gate(Mode.PROPOSE).undo(scaled)).contains("kept by Argo CD application shop");
        assertThat(world.steps()).endsWith("not undone", "not undone");
        assertThat(world.shop().at("spec.replicas").number(0)).isEqualTo(4);
    }

    @Test
    void anUndoOfAnotherNameIsHeldAgainstTheRuleForItsTool() throws Exception {
        ExecutedAction scaled =
                approved(replicas(intent("scale", Risk.RISKY).undoneBy(replicas(intent("tidy", Risk.RISKY), 3)), 4));
        assertThat(gate(Mode.PROPOSE, noScale()).undo(scaled)).contains("actions.rules[0] refuses it");
    }

    @Test
    void whatRanUnaskedIsNotUndoneUnaskedOnceEverythingHasToBeAskedFor() throws Exception {
        Action back = restart("before", Optional.empty());
        world.gate(Mode.AUTO_SAFE).submit(request(restart("now", Optional.of(back))));
        assertThat(world.gate(Mode.PROPOSE).undo(last()))
                .startsWith("It was not undone: it would have to be asked for by now, and nobody was");
    }

    private static Rule noScale() {
        return new Rule("scale", "*", Map.of(), ActionsConfig.Verdict.REFUSE);
    }

    private ActionGate gate(Mode mode, Rule rule) {
        return world.gate(GateOnSimulator.config(mode, Set.of(), 2, rule));
    }

    private ExecutedAction approvedScale() throws Exception {
        return approved(replicas(intent("scale", Risk.RISKY).undoneBy(replicas(intent("scale", Risk.RISKY), 3)), 4));
    }

    private ExecutedAction approved(Action action) {
        ActionGate gate = world.gate(Mode.PROPOSE);
        Proposal proposal = ((Verdict.Asked) gate.submit(request(action))).proposal();
        assertThat(gate.decide(proposal.id(), true, GateOnSimulator.approver("anna"))
                        .done())
                .isTrue();
        return last();
    }

    private ExecutedAction last() {
        return new ActionLog(world.database).all().get(0);
    }

    private Intent intent(String name, Risk risk) throws Exception {
        return new Intent(name, ResourceType.DEPLOYMENTS, world.shop().ref(), risk, "kubectl -n shop " + name);
    }

    private Action restart(String stamp, Optional<Action> undo) throws Exception {
        Intent intent = intent("rollout_restart", Risk.SAFE);
        Map<String, ?> annotations = Map.of("kubectl.kubernetes.io/restartedAt", stamp);
        return new Action.Patch(
                undo.map(intent::undoneBy).orElse(intent),
                "",
                PatchType.STRATEGIC_MERGE,
                Json.of(Map.of("spec", Map.of("template", Map.of("metadata", Map.of("annotations", annotations))))));
    }

    private static Action replicas(Intent intent, int number) {
        return new Action.Patch(intent, "", PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", number))));
    }

    private static ActionRequest request(Action action) {
        List<Permission> declared = new ArrayList<>(GateOnSimulator.DECLARED);
        declared.add(Permission.of(Verb.DELETE, ResourceType.DEPLOYMENTS));
        return new ActionRequest(action, declared, Optional.empty(), "", "job:x");
    }

    private static String diff(ActionGate gate, Action action) {
        return ((Verdict.Asked) gate.submit(request(action))).proposal().diff();
    }

    private static String refusal(ActionGate gate, ActionRequest request) {
        Verdict verdict = gate.submit(request);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).why();
    }
}
