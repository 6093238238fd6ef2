package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutRestartTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: %s
            metadata: {name: web, namespace: shop, uid: u1, generation: 3}
            spec: {replicas: 2}
            status: {observedGeneration: 3, replicas: 2, updatedReplicas: 2, updatedNumberScheduled: 2, desiredNumberScheduled: 2,
                     currentRevision: web-1, updateRevision: web-1}
            """;

    private static Action plan(String kind, String manifests) throws Exception {
        return ToolRun.of(new RolloutRestart())
                .plan(FakeCluster.of(manifests), Map.of("kind", kind, "namespace", "shop", "name", "web"));
    }

    @ParameterizedTest
    @CsvSource({"Deployment", "StatefulSet", "DaemonSet"})
    void stampsThePodTemplateWithTheTime(String kind) throws Exception {
        Action action = plan(kind, WEB.formatted(kind));

        assertThat(action).isInstanceOf(Action.Patch.class);
        Action.Patch patch = (Action.Patch) action;
        assertThat(patch.patchType()).isEqualTo(Action.PatchType.STRATEGIC_MERGE);
        assertThat(patch.body().at("spec.template.metadata.annotations"))
                .isEqualTo(Json.of(Map.of("kubectl.kubernetes.io/restartedAt", "2026-01-02T12:00:00Z")));
        assertThat(patch.intent().risk()).isEqualTo(Risk.SAFE);
        assertThat(patch.intent().blast()).hasToString("2 pods of %s shop/web are replaced".formatted(kind));
        assertThat(patch.intent().goal()).isEqualTo(Goal.ROLLED_OUT);
        assertThat(patch.intent().target().uid()).isEqualTo("u1");
        assertThat(patch.intent().kubectl())
                .isEqualTo("kubectl -n shop rollout restart %s/web".formatted(kind.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 2}                | replicas: 2, paused: true}                         | is paused",
                "replicas: 2}                | replicas: 0}                                       | scaled to zero",
                "updatedReplicas: 2          | updatedReplicas: 1                                 | being rolled out",
                "status: {observedGeneration: 3, replicas: 2 | status: {observedGeneration: 3, replicas: 3 | being rolled out",
                "observedGeneration: 3       | observedGeneration: 2                              | being rolled out",
                "uid: u1                     | uid: u1, deletionTimestamp: '2026-01-02T11:00:00Z' | being deleted",
                "name: web                   | name: other                                        | there is no Deployment shop/web"
            })
    void refusesWhatMakesNoSense(String from, String to, String why) {
        String manifest = WEB.formatted("Deployment").replace(from, to);

        assertThat(manifest).isNotEqualTo(WEB.formatted("Deployment"));
        assertThatThrownBy(() -> plan("Deployment", manifest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void restartsARolloutThatIsStuck() throws Exception {
        String stuck = WEB.formatted("Deployment")
                .replace(
                        "updatedReplicas: 2",
                        "updatedReplicas: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]");

        assertThat(plan("Deployment", stuck)).isInstanceOf(Action.Patch.class);
    }

    @Test
    void refusesOtherKinds() {
        assertThatThrownBy(() -> plan("Job", WEB.formatted("Job")))
                .hasMessageContaining("Deployment, StatefulSet, DaemonSet");
    }
}
