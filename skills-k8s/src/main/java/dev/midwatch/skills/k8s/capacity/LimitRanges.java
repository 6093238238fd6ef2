package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Workloads that a limit range of their namespace does not allow: what runs goes on, and the next pod is refused. It is told before that
 * happens.
 */
public final class LimitRanges implements Check {
    private static final List<ResourceType> WORKLOADS =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);

    @Override
    public String name() {
        return "limit-range";
    }

    @Override
    public String description() {
        return "Workloads whose next pod a limit range refuses";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>();
        all.add(Permission.list(ResourceType.LIMIT_RANGES, "spec.limits"));
        all.add(Namespaces.PERMISSION);
        WORKLOADS.forEach(type -> all.add(Permission.list(
                type,
                "spec.replicas",
                "spec.template.spec.containers.name",
                "spec.template.spec.containers.resources",
                "spec.template.spec.initContainers.name",
                "spec.template.spec.initContainers.resources")));
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(10), "how long a workload may be at odds with it"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Inventory ranges = Inventory.of(context, ResourceType.LIMIT_RANGES);
        Namespaces namespaces = Namespaces.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject workload : Visible.list(context, WORKLOADS)) {
            boolean wanted =
                    namespaces.keep(workload) && workload.at("spec.replicas").number(1) > 0;
            if (wanted && Age.reached(context, workload.created(), "after", workload)) {
                ranges.in(workload.namespace()).stream()
                        .filter(range -> Age.reached(context, range.created(), "after", range))
                        .flatMap(range -> conflict(workload, range).stream())
                        .findFirst()
                        .map(finding -> finding.sustained(context.duration("after", workload)))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> conflict(KubeObject workload, KubeObject range) {
        for (Json container : containers(workload)) {
            for (Json limit : range.at("spec.limits").items()) {
                Optional<String> broken =
                        limit.get("type").is("Container") ? ContainerLimits.broken(container, limit) : Optional.empty();
                if (broken.isPresent()) {
                    return Optional.of(
                            finding(workload, range, container.get("name").text(), broken.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Json> containers(KubeObject workload) {
        return Stream.of("containers", "initContainers")
                .flatMap(list -> workload.at("spec.template.spec").get(list).items().stream())
                .toList();
    }

    private static Finding finding(KubeObject workload, KubeObject range, String container, String broken) {
        return Finding.warning("LimitRangeConflict", range)
                .owner(workload.ref())
                .summary("%s gets no further pod: LimitRange %s does not allow it".formatted(workload, range.name()))
                .cause("container %s: %s".formatted(container, broken))
                .dependsOn(List.<ObjectRef>of(workload.ref()))
                .look("kubectl -n %s describe limitrange %s".formatted(range.namespace(), range.name()));
    }
}
