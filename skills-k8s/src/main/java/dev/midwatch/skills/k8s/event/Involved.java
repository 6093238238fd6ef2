package dev.midwatch.skills.k8s.event;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose events they are, and whether there is still somebody who suffers. */
record Involved(CheckContext context, Map<String, Inventory> inventories) {
    static List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.PODS, "status.phase", "status.conditions.type", "status.conditions.status"),
                Inventory.namesOf(ResourceType.REPLICA_SETS),
                Permission.list(ResourceType.JOBS, "status.conditions"));
    }

    static Involved of(CheckContext context) {
        return new Involved(
                context,
                Map.of(
                        "Pod", Inventory.of(context, ResourceType.PODS),
                        "ReplicaSet", Inventory.of(context, ResourceType.REPLICA_SETS),
                        "Job", Inventory.of(context, ResourceType.JOBS)));
    }

    /** Enough of the object to ask for a threshold that holds for it. */
    static KubeObject object(Event event) {
        ObjectRef about = event.about();
        return KubeObject.of(
                ResourceType.EVENTS, Map.of("metadata", Map.of("namespace", about.namespace(), "name", about.name())));
    }

    /** Whom to tell it about; nobody if the object is gone, done, or well again. */
    Optional<ObjectRef> owner(Event event) {
        Inventory inventory = inventories.get(event.about().kind());
        if (inventory == null) {
            return Optional.of(withoutUid(event.about()));
        }
        return inventory
                .find(event.about().namespace(), event.about().name())
                .filter(object -> object.deletionRequested().isEmpty() && !isWell(object))
                .map(object -> withoutUid(PodOrigin.owner(context, object)));
    }

    private static boolean isWell(KubeObject object) {
        return object.at("status.phase").is("Succeeded")
                || List.of("Ready", "Complete").stream()
                        .anyMatch(type ->
                                object.condition(type).filter(Condition::isTrue).isPresent());
    }

    /** Some events know an object's uid and some do not; it is one object. */
    static ObjectRef withoutUid(ObjectRef ref) {
        return new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name(), "");
    }
}
