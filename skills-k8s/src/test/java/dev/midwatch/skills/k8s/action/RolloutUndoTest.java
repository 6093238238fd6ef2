package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutUndoTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, uid: d1, generation: 4}
            spec:
              replicas: 3
              template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "web:3"}]}}
            status: {observedGeneration: 4}
            """;
    private static final String SET = """
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-%1$s
              namespace: shop
              annotations: {deployment.kubernetes.io/revision: "%1$s"}
              ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: %2$s, controller: true}]
            spec:
              template:
                metadata: {labels: {app: web, pod-template-hash: abc}}
                spec: {containers: [{name: web, image: "web:%1$s"}]}
            """;
    private static final String DEPLOYED = DEPLOYMENT
            + SET.formatted(1, "d1")
            + SET.formatted(3, "d1")
            + SET.formatted(2, "d1")
            + SET.formatted(9, "another");
    private static final String STATEFUL = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web, namespace: shop, uid: s1}
            spec: {replicas: 3, template: {spec: {containers: [{name: web, image: "web:2"}]}}}
            ---
            apiVersion: apps/v1
            kind: ControllerRevision
            metadata: {name: web-1, namespace: shop, ownerReferences: [{kind: StatefulSet, name: web, uid: s1, controller: true}]}
            revision: 1
            data: {spec: {template: {$patch: replace, spec: {containers: [{name: web, image: "web:1"}]}}}}
            ---
            apiVersion: apps/v1
            kind: ControllerRevision
            metadata: {name: web-2, namespace: shop, ownerReferences: [{kind: StatefulSet, name: web, uid: s1, controller: true}]}
            revision: 2
            data: {spec: {template: {$patch: replace, spec: {containers: [{name: web, image: "web:2"}]}}}}
            """;

    private static Action.Patch plan(String manifests, String kind, Object... revision) throws Exception {
        Map<String, Object> arguments = new HashMap<>(Map.of("kind", kind, "namespace", "shop", "name", "web"));
        List.of(revision).forEach(number -> arguments.put("revision", number));
        return (Action.Patch) ToolRun.of(new RolloutUndo()).plan(FakeCluster.of(manifests), arguments);
    }

    private static String image(Action.Patch patch) {
        return patch.body()
                .at("spec.template.spec.containers")
                .items()
                .get(0)
                .get("image")
                .text();
    }

    @Test
    void goesBackToTheRevisionBefore() throws Exception {
        Action.Patch patch = plan(DEPLOYED, "Deployment");

        assertThat(image(patch)).isEqualTo("web:2");
        assertThat(patch.body().at("spec.template.$patch").text()).isEqualTo("replace");
        assertThat(patch.body().at("spec.template.metadata.labels")).isEqualTo(Json.of(Map.of("app", "web")));
        assertThat(patch.patchType()).isEqualTo(Action.PatchType.STRATEGIC_MERGE);
        assertThat(patch.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(patch.intent().kubectl()).isEqualTo("kubectl -n shop rollout undo deployment/web --to-revision=2");
        assertThat(patch.intent().blast())
                .hasToString("3 pods of Deployment shop/web are replaced by pods of revision 2");
        assertThat(patch.intent().goal()).isEqualTo(Goal.ROLLED_OUT);
    }

    @Test
    void goesBackToTheRevisionThatIsNamed() throws Exception {
        assertThat(image(plan(DEPLOYED, "Deployment", 1))).isEqualTo("web:1");
    }

    @Test
    void isUndoneByTheTemplateThatWas() throws Exception {
        Action.Patch undo =
                (Action.Patch) plan(DEPLOYED, "Deployment").intent().undo().orElseThrow();

        assertThat(image(undo)).isEqualTo("web:3");
        assertThat(undo.body().at("spec.template.$patch").text()).isEqualTo("replace");
        assertThat(undo.intent().kubectl()).endsWith("--to-revision=3");
    }

    @Test
    void readsTheRevisionsOfAStatefulSet() throws Exception {
        Action.Patch patch = plan(STATEFUL, "StatefulSet");

        assertThat(image(patch)).isEqualTo("web:1");
        assertThat(patch.intent().blast().what()).endsWith("one that never became ready has to be deleted after");
        assertThatThrownBy(() -> plan(STATEFUL, "StatefulSet", 2))
                .hasMessage("StatefulSet shop/web has the template of revision 2 already");
    }

    @Test
    void refusesWhatItCannotGoBackTo() {
        assertThatThrownBy(() -> plan(DEPLOYED, "Deployment", 3)).hasMessageContaining("revision 3 already");
        assertThatThrownBy(() -> plan(DEPLOYED, "Deployment", 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Deployment shop/web has no revision 9; it has 3, 2, 1");
        assertThatThrownBy(() -> plan(DEPLOYED, "Deployment", 0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> plan(DEPLOYMENT + SET.formatted(3, "d1"), "Deployment"))
                .hasMessage("Deployment shop/web has no earlier revision to go back to");
    }

    @Test
    void waitsForWhatIsPausedOrNotSeenYet() {
        assertThatThrownBy(() -> plan(DEPLOYED.replace("replicas: 3", "paused: true"), "Deployment"))
                .hasMessageContaining("is paused");
        assertThatThrownBy(() -> plan(DEPLOYED.replace("observedGeneration: 4", "observedGeneration: 3"), "Deployment"))
                .hasMessageContaining("changed just now");
    }
}
