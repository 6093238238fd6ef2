package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionJsonTest {
    private static final Intent INTENT = new Intent(
            "rollout_restart",
            ResourceType.DEPLOYMENTS,
            new ObjectRef("apps/v1", "Deployment", "shop", "web", "uid-1"),
            Risk.SAFE,
            "kubectl -n shop rollout restart deployment web");

    private static final Action BACK =
            new Action.Patch(INTENT, "scale", PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", 2))));

    static List<Action> everyKind() {
        return List.of(
                new Action.Patch(
                        INTENT, "", PatchType.STRATEGIC_MERGE, Json.of(Map.of("spec", Map.of("paused", true)))),
                new Action.Patch(
                        INTENT.touching(3, "pods of Deployment shop/web are replaced")
                                .until(Goal.reads("status.readyReplicas", 3))
                                .undoneBy(BACK),
                        "scale",
                        PatchType.MERGE,
                        Json.of(Map.of("spec", Map.of("replicas", 3)))),
                new Action.Delete(INTENT.until(Goal.GONE)),
                new Action.Evict(INTENT),
                new Action.Exec(INTENT, "web", List.of("ls", "/")));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void readsBackWhatItWrote(Action action) {
        assertThat(ActionJson.read(ActionJson.write(action))).isEqualTo(action);
    }

    @Test
    void isTheSameBytesWhateverTheOrderOfTheBodysKeys() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", 2);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", 2);
        other.put("b", 1);
        assertThat(ActionJson.write(patch(one))).isEqualTo(ActionJson.write(patch(other)));
    }

    private static Action patch(Map<String, Object> body) {
        return new Action.Patch(INTENT, "", PatchType.MERGE, Json.of(body));
    }
}
