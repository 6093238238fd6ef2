package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Workloads whose controller has not looked at their last change. If the controllers hold no lease any more, they are the trouble, and no
 * single workload is.
 */
public final class GenerationObserved implements Check {
    private static final List<ResourceType> TYPES =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);
    private static final ResourceType LEASES = ResourceType.namespaced("coordination.k8s.io", "v1", "leases", "Lease");
    private static final ObjectRef LEASE = ObjectRef.of(LEASES, "kube-system", "kube-controller-manager");
    private static final int LOOKED_AT_AGAIN = 20;

    @Override
    public String name() {
        return "generation-observed";
    }

    @Override
    public String description() {
        return "Workloads whose change no controller has taken up";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.of(
                        TYPES.stream()
                                .map(type -> Permission.list(
                                        type, "spec.replicas", "status.observedGeneration", "status.conditions.type")),
                        TYPES.stream().map(Permission::get),
                        Stream.of(Permission.get(LEASES), Namespaces.PERMISSION))
                .flatMap(permissions -> permissions)
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(15), "how long a change may wait for its controller"),
                new Setting("lease_age", Duration.ofMinutes(5), "how old the lease of the controllers may be"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<KubeObject> waiting = Visible.list(context, TYPES).stream()
                .filter(namespaces::keep)
                .filter(workload -> isBehind(workload) || isUnknown(context, workload))
                .toList();
        List<KubeObject> behind = waiting.stream()
                .filter(GenerationObserved::isBehind)
                .limit(LOOKED_AT_AGAIN)
                .filter(workload -> isStillBehind(context, workload))
                .toList();
        List<KubeObject> still = Stream.concat(
                        behind.stream(), waiting.stream().filter(workload -> !isBehind(workload)))
                .toList();
        return still.stream()
                .findFirst()
                .flatMap(first -> stopped(context, first)
                        .map(since -> controllersStopped(still, since).sustained(context.duration("lease_age", first))))
                .map(List::of)
                .orElseGet(() -> behind.stream()
                        .map(workload -> finding(context, workload))
                        .toList());
    }

    private static boolean isBehind(KubeObject workload) {
        return workload.at("status.observedGeneration").isPresent()
                && workload.at("status.observedGeneration").number(Long.MAX_VALUE)
                        < workload.at("metadata.generation").number(0);
    }

    /** Whether nobody has ever looked at it; by itself that proves nothing. */
    private static boolean isUnknown(CheckContext context, KubeObject workload) {
        return !workload.at("status.observedGeneration").isPresent()
                && workload.conditions().isEmpty()
                && workload.at("spec.replicas").number(1) > 0
                && workload.created().isPresent()
                && Age.reached(context, workload.created(), "after", workload);
    }

    /** Since when the controllers have not renewed their lease; empty if they have, or it cannot be known. */
    private static Optional<Instant> stopped(CheckContext context, KubeObject workload) {
        try {
            return context.cluster()
                    .find(LEASES, LEASE.namespace(), LEASE.name())
                    .flatMap(lease -> lease.at("spec.renewTime").time())
                    .filter(renewed -> Age.reached(context, Optional.of(renewed), "lease_age", workload));
        } catch (ClusterException hidden) {
            // Then each workload is told for itself.
            return Optional.empty();
        }
    }

    /** A list is a moment; between a change and the controller's answer there is always one. */
    private static boolean isStillBehind(CheckContext context, KubeObject workload) {
        try {
            return context.cluster()
                    .find(workload.type(), workload.namespace(), workload.name())
                    .filter(GenerationObserved::isBehind)
                    .isPresent();
        } catch (ClusterException hidden) {
            return true;
        }
    }

    private static Finding finding(CheckContext context, KubeObject workload) {
        return Finding.warning("GenerationNotObserved", workload)
                .owner(context.owner(workload))
                .summary("The last change of %s has not been taken up by its controller".formatted(workload))
                .cause("generation %d was observed, %d is there"
                        .formatted(
                                workload.at("status.observedGeneration").number(0),
                                workload.at("metadata.generation").number(0)))
                .sustained(context.duration("after", workload))
                .look("kubectl -n %s get %s %s -o jsonpath='{.metadata.generation} {.status.observedGeneration}'"
                        .formatted(workload.namespace(), workload.type(), workload.name()));
    }

    private static Finding controllersStopped(List<KubeObject> waiting, Instant stopped) {
        return Finding.of("ControllersNotRunning", Severity.CRITICAL, LEASE)
                .summary("The controllers of the cluster do not run: %s%s waits for them"
                        .formatted(waiting.get(0), waiting.size() > 1 ? " and " + (waiting.size() - 1) + " more" : ""))
                .cause("their lease was last renewed at " + stopped)
                .since(stopped)
                .look("kubectl -n kube-system get lease kube-controller-manager -o yaml");
    }
}
