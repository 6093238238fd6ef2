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
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * StatefulSets without the Service that names their pods. Many programs that keep nothing and never ask for those names are installed so
 * and work, Argo CD's controller among them; only where pods are missing is it worth a word of its own.
 */
public final class GoverningService implements Check {
    static final Setting AFTER =
            new Setting("service_after", Duration.ofMinutes(5), "how long after the StatefulSet its Service may come");

    @Override
    public String name() {
        return "statefulset-service";
    }

    @Override
    public String description() {
        return "StatefulSets that work without the Service they name";
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.STATEFUL_SETS, "spec.replicas", "spec.serviceName", "status.readyReplicas"),
                Inventory.namesOf(ResourceType.SERVICES),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(AFTER);
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Inventory services = Inventory.of(context, ResourceType.SERVICES);
        return context.cluster().list(ResourceType.STATEFUL_SETS).stream()
                .filter(set -> namespaces.keep(set) && StatefulSetProgress.lacking(set) <= 0)
                .filter(set -> set.at("spec.replicas").number(1) > 0)
                .flatMap(set -> missing(context, set, services).stream())
                .map(finding -> finding.severity(Severity.INFO))
                .toList();
    }

    /** The Service is the subject: its absence takes away the pods' names, it does not explain why pods are not ready. */
    static Optional<Finding> missing(CheckContext context, KubeObject set, Inventory services) {
        String name = set.at("spec.serviceName").text();
        if (name.isEmpty()
                || !services.lacks(set.namespace(), name)
                || !Age.reached(context, set.created(), AFTER.name(), set)) {
            return Optional.empty();
        }
        ObjectRef absent = ObjectRef.of(ResourceType.SERVICES, set.namespace(), name);
        return Optional.of(Finding.of("StatefulSetServiceMissing", Severity.WARNING, absent)
                .summary("%s does not exist, so the pods of %s have no names of their own".formatted(absent, set))
                .cause(services.nearest(set.namespace(), name))
                .sustained(context.duration(AFTER.name(), set))
                .look("kubectl -n %s get services".formatted(set.namespace())));
    }
}
