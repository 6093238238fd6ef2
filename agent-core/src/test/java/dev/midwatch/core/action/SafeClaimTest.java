package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deleting a pod is safe if it serves nobody as it is and something makes another one. */
class SafeClaimTest {
    @ParameterizedTest
    @CsvSource({
        "apps/v1, ReplicaSet, web, web-x2k4p, False, true",
        "apps/v1, StatefulSet, web, web-0, Unknown, true",
        "apps/v1, DaemonSet, web, web-x2k4p, '', true",
        "apps/v1, ReplicaSet, web, web-x2k4p, True, false",
        "batch/v1, Job, web, web-x2k4p, False, false",
        "v1, Node, web, web-x2k4p, False, false",
        "v1, ReplicationController, web, web-x2k4p, False, false",
        "example.com/v1, ReplicaSet, web, web-x2k4p, False, false",
        "apps/v1, ReplicaSet, web, other-x2k4p, False, false",
    })
    void aPodIsDeletedUnaskedOnlyIfItIsNotReadyAndItsControllerMakesAnother(
            String version, String kind, String controller, String pod, String ready, boolean safe) {
        assertThat(SafeClaim.holds(
                        delete(pod),
                        pod(
                                pod,
                                Map.of("apiVersion", version, "kind", kind, "name", controller, "controller", true),
                                ready)))
                .isEqualTo(safe);
    }

    @Test
    void anOwnerThatDoesNotControlAPodMakesNoOther() {
        assertThat(SafeClaim.holds(
                        delete("web-0"),
                        pod("web-0", Map.of("apiVersion", "apps/v1", "kind", "StatefulSet", "name", "web"), "False")))
                .isFalse();
    }

    private static Action delete(String pod) {
        return new Action.Delete(new Intent(
                "delete_pod", ResourceType.PODS, pod(pod, Map.of(), "").ref(), Risk.SAFE, "kubectl delete pod"));
    }

    private static KubeObject pod(String name, Map<String, ?> owner, String ready) {
        return KubeObject.of(
                ResourceType.PODS,
                Map.of(
                        "metadata",
                        Map.of("namespace", "shop", "name", name, "uid", "u", "ownerReferences", List.of(owner)),
                        "status",
                        Map.of(
                                "conditions",
                                ready.isEmpty() ? List.of() : List.of(Map.of("type", "Ready", "status", ready)))));
    }
}
