package dev.midwatch.simulator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError.Cause;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.List;
import java.util.Map;

/** Fields that stay as they were made. */
final class Immutable {
    private static final Map<String, List<String>> FIELDS = Map.of(
            "deployments.apps", List.of("spec.selector"),
            "replicasets.apps", List.of("spec.selector"),
            "daemonsets.apps", List.of("spec.selector"),
            "jobs.batch", List.of("spec.selector", "spec.template", "spec.completionMode"),
            "storageclasses.storage.k8s.io", List.of("provisioner", "parameters"),
            "rolebindings.rbac.authorization.k8s.io", List.of("roleRef"),
            "clusterrolebindings.rbac.authorization.k8s.io", List.of("roleRef"),
            "secrets", List.of("type"));
    private static final String STATEFUL_SET = "updates to statefulset spec for fields other than 'replicas',"
            + " 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit',"
            + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
    private static final String POD = "pod updates may not change fields other than"
            + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
            + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds`"
            + " (allow it to be set to 1 if it was previously negative)";

    private Immutable() {}

    static void check(ResourceType type, ObjectNode before, ObjectNode after, List<Cause> causes) {
        for (String field : FIELDS.getOrDefault(type.qualified(), List.of())) {
            JsonNode old = Json.at(before, field.split("\\."));
            JsonNode now = Json.at(after, field.split("\\."));
            if (!old.equals(now)) {
                causes.add(Validation.invalid(field, now, "field is immutable"));
            }
        }
        if (type.is("apps", "statefulsets") && !frozenStatefulSet(before).equals(frozenStatefulSet(after))) {
            causes.add(new Cause("FieldValueForbidden", "Forbidden: " + STATEFUL_SET, "spec"));
        }
        if (type.is("", "pods") && !frozenPod(before).equals(frozenPod(after))) {
            causes.add(new Cause("FieldValueForbidden", "Forbidden: " + POD, "spec"));
        }
    }

    private static JsonNode frozenStatefulSet(ObjectNode object) {
        ObjectNode spec = object.path("spec").deepCopy();
        spec.remove(List.of(
                "replicas",
                "ordinals",
                "template",
                "updateStrategy",
                "revisionHistoryLimit",
                "persistentVolumeClaimRetentionPolicy",
                "minReadySeconds"));
        return spec;
    }

    private static JsonNode frozenPod(ObjectNode object) {
        ObjectNode spec = object.path("spec").deepCopy();
        spec.remove(List.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "nodeName"));
        Json.objects(spec.path("containers")).forEach(container -> container.remove("image"));
        Json.objects(spec.path("initContainers")).forEach(container -> container.remove("image"));
        return spec;
    }
}
