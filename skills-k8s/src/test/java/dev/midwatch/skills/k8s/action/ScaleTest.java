package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, uid: u1}
            spec: {replicas: 2}
            """;
    private static final String AUTOSCALER = """
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web, namespace: shop}
            spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 9}
            """;

    private static Action.Patch plan(String manifests, String kind, Object replicas) throws Exception {
        return (Action.Patch) ToolRun.of(new Scale())
                .plan(
                        FakeCluster.of(manifests),
                        Map.of("kind", kind, "namespace", "shop", "name", "web", "replicas", replicas));
    }

    @Test
    void setsTheNumberOfPods() throws Exception {
        Action.Patch patch = plan(WEB, "Deployment", 5);

        assertThat(patch.body()).isEqualTo(Json.of(Map.of("spec", Map.of("replicas", 5))));
        assertThat(patch.patchType()).isEqualTo(Action.PatchType.MERGE);
        assertThat(patch.subresource()).isEmpty();
        assertThat(patch.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(patch.intent().kubectl()).isEqualTo("kubectl -n shop scale deployment/web --replicas=5");
        assertThat(patch.intent().blast()).hasToString("3 pods of Deployment shop/web are added (2 to 5)");
        assertThat(patch.intent().goal()).isEqualTo(Goal.ROLLED_OUT);
    }

    @Test
    void isUndoneByTheNumberThatWas() throws Exception {
        Action.Patch undo =
                (Action.Patch) plan(WEB, "Deployment", 1).intent().undo().orElseThrow();

        assertThat(undo.body()).isEqualTo(Json.of(Map.of("spec", Map.of("replicas", 2))));
        assertThat(undo.intent().blast()).hasToString("1 pod of Deployment shop/web is added (1 to 2)");
    }

    @Test
    void countsOnePodWhereNoNumberIsSet() throws Exception {
        assertThat(plan(WEB.replace("replicas: 2", "paused: true"), "deployment", 0)
                        .intent()
                        .blast())
                .hasToString("1 pod of Deployment shop/web is removed (1 to 0)");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -1})
    void refusesANumberThatChangesNothingOrIsNone(int replicas) {
        assertThatThrownBy(() -> plan(WEB, "Deployment", replicas))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(replicas < 0 ? "0 or more" : "scaled to 2 already");
    }

    @Test
    void leavesToAnAutoscalerWhatItScales() throws Exception {
        assertThatThrownBy(() -> plan(WEB + AUTOSCALER, "Deployment", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scaled by HorizontalPodAutoscaler shop/web");
        assertThat(plan(WEB + AUTOSCALER.replace("kind: Deployment", "kind: StatefulSet"), "Deployment", 5))
                .isNotNull();
        assertThat(plan(WEB + AUTOSCALER.replace("namespace: shop", "namespace: other"), "Deployment", 5))
                .isNotNull();
    }

    @Test
    void scalesAReplicaSetOnlyIfItStandsAlone() throws Exception {
        String alone = WEB.replace("kind: Deployment", "kind: ReplicaSet");
        String owned = alone.replace(
                "uid: u1", "uid: u1, ownerReferences: [{kind: Deployment, name: web, uid: u2, controller: true}]");

        assertThat(plan(alone, "ReplicaSet", 3).intent().goal()).isEqualTo(Goal.reads("status.replicas", 3));
        assertThatThrownBy(() -> plan(owned, "ReplicaSet", 3))
                .hasMessage("ReplicaSet shop/web belongs to Deployment shop/web: scale that");
    }

    @Test
    void saysWhoMaySetItBack() throws Exception {
        String owned = WEB.replace(
                "uid: u1", "uid: u1, ownerReferences: [{kind: Shop, name: main, uid: u2, controller: true}]");

        assertThat(plan(owned, "Deployment", 3).intent().blast().what())
                .endsWith("; Shop shop/main owns it and may set it back");
    }

    @Test
    void refusesOtherKinds() {
        assertThatThrownBy(() -> plan(WEB, "DaemonSet", 3)).hasMessageContaining("Deployment, StatefulSet, ReplicaSet");
    }
}
