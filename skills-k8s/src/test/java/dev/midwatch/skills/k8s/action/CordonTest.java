package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CordonTest {
    private static final String OPEN = """
            apiVersion: v1
            kind: Node
            metadata: {name: k3s-1, uid: n1}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {nodeName: k3s-1}
            status: {phase: Running}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: done, namespace: shop}
            spec: {nodeName: k3s-1}
            status: {phase: Succeeded}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: elsewhere, namespace: shop}
            spec: {nodeName: k3s-2}
            status: {phase: Running}
            """;
    private static final String CLOSED = OPEN.replace("uid: n1}", "uid: n1}\nspec: {unschedulable: true}");

    private static Action.Patch plan(ActionTool tool, String manifests) throws Exception {
        return (Action.Patch) ToolRun.of(tool).plan(FakeCluster.of(manifests), Map.of("name", "k3s-1"));
    }

    @Test
    void closesANode() throws Exception {
        Action.Patch patch = plan(new Cordon(), OPEN);

        assertThat(patch.body()).isEqualTo(Json.of(Map.of("spec", Map.of("unschedulable", true))));
        assertThat(patch.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(patch.intent().kubectl()).isEqualTo("kubectl cordon k3s-1");
        assertThat(patch.intent().blast())
                .hasToString("0 running pods are touched; no more pods are placed on Node k3s-1, which has 1");
        assertThat(patch.intent().goal()).isEqualTo(Goal.reads("spec.unschedulable", "true"));
    }

    @Test
    void opensIt() throws Exception {
        Action.Patch patch = plan(new Uncordon(), CLOSED);

        assertThat(patch.body()).isEqualTo(Json.of(Map.of("spec", Map.of("unschedulable", false))));
        assertThat(patch.intent().kubectl()).isEqualTo("kubectl uncordon k3s-1");
        assertThat(patch.intent().goal()).isEqualTo(Goal.readsNoLonger("spec.unschedulable", "true"));
    }

    @Test
    void undoesEachByTheOther() throws Exception {
        Action.Patch undo =
                (Action.Patch) plan(new Cordon(), OPEN).intent().undo().orElseThrow();
        Action.Patch redo =
                (Action.Patch) plan(new Uncordon(), CLOSED).intent().undo().orElseThrow();

        assertThat(undo.body()).isEqualTo(plan(new Uncordon(), CLOSED).body());
        assertThat(undo.intent().name()).isEqualTo("uncordon");
        assertThat(redo.body()).isEqualTo(plan(new Cordon(), OPEN).body());
    }

    @Test
    void refusesWhatIsSoAlready() {
        assertThatThrownBy(() -> plan(new Cordon(), CLOSED)).hasMessage("Node k3s-1 is cordoned already");
        assertThatThrownBy(() -> plan(new Uncordon(), OPEN)).hasMessageContaining("not cordoned");
        assertThatThrownBy(() -> plan(new Cordon(), OPEN.replace("k3s-1", "k3s-9")))
                .hasMessageStartingWith("there is no Node k3s-1");
    }
}
