package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of Argo CD itself that do not run: what it writes on its objects is then old, or an error. */
record Components(List<Down> down) {
    private static final List<ResourceType> TYPES = List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS);

    static final List<Permission> PERMISSIONS = List.of(
            Permission.list(ResourceType.DEPLOYMENTS, "spec.replicas", "status.readyReplicas", "status.conditions"),
            Permission.list(ResourceType.STATEFUL_SETS, "spec.replicas", "status.readyReplicas", "status.conditions"));

    /**
     * A part without a pod that is ready, though it should have some.
     *
     * @param since when it became so, where it says it
     */
    record Down(Component component, KubeObject workload, Optional<Instant> since) {}

    Components {
        down = List.copyOf(down);
    }

    /** Asked for where there is something to explain; as far as workloads can be seen. */
    static Components of(CheckContext context, List<?> toExplain) {
        return toExplain.isEmpty() ? new Components(List.of()) : of(context);
    }

    static Components of(CheckContext context) {
        List<Down> down = new ArrayList<>();
        for (ResourceType type : TYPES) {
            for (KubeObject workload : visible(type, context)) {
                if (isDown(workload)) {
                    Component.of(workload)
                            .map(component -> new Down(component, workload, unavailableSince(workload)))
                            .ifPresent(down::add);
                }
            }
        }
        return new Components(down);
    }

    private static List<KubeObject> visible(ResourceType type, CheckContext context) {
        try {
            return context.cluster().list(type);
        } catch (ClusterException hidden) {
            // What cannot be seen explains nothing; the coverage of the cycle tells the gap.
            return List.of();
        }
    }

    /** Scaled to zero is somebody's wish. */
    private static boolean isDown(KubeObject workload) {
        return workload.deletionRequested().isEmpty()
                && workload.at("spec.replicas").number(1) > 0
                && workload.at("status.readyReplicas").number(0) == 0;
    }

    private static Optional<Instant> unavailableSince(KubeObject workload) {
        return workload.condition("Available").filter(Condition::isFalse).flatMap(Condition::since);
    }

    /** The finding as explained by those parts that are down, too. */
    Finding explain(Finding finding, KubeObject object, Component... components) {
        return finding.dependsOn(Stream.concat(finding.dependsOn().stream(), explaining(object, components).stream())
                .toList());
    }

    /** Those in the namespace of an Application or ApplicationSet, or of any where it lives outside of Argo CD's. */
    private List<ObjectRef> explaining(KubeObject object, Component... components) {
        List<Down> concerned = down.stream()
                .filter(one -> List.of(components).contains(one.component()))
                .toList();
        List<Down> near = concerned.stream()
                .filter(one -> one.workload().namespace().equals(object.namespace()))
                .toList();
        return (near.isEmpty() ? concerned : near)
                .stream().map(one -> one.workload().ref()).toList();
    }
}
