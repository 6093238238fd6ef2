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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Objects that pod templates refer to and that are not there. Templates are looked at rather than pods: there are fewer of them, a
 * workload is told once, and it is told before the next pod needs the object. Of pods without a template those that are not well are
 * looked at.
 */
public final class MissingReference implements Check {
    private static final List<ResourceType> REFERRED = List.of(
            ResourceType.CONFIG_MAPS,
            ResourceType.SECRETS,
            ResourceType.PERSISTENT_VOLUME_CLAIMS,
            ResourceType.SERVICE_ACCOUNTS);

    @Override
    public String name() {
        return "missing-reference";
    }

    @Override
    public String description() {
        return "ConfigMaps, Secrets, claims and service accounts that pod templates name and that do not exist";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.of(
                        Templates.permissions().stream(),
                        BarePods.permissions().stream(),
                        REFERRED.stream().map(Inventory::namesOf),
                        Stream.of(Namespaces.PERMISSION))
                .flatMap(permissions -> permissions)
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long after a workload what it refers to may come"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Map<ResourceType, Inventory> inventories =
                REFERRED.stream().collect(Collectors.toMap(Function.identity(), type -> Inventory.of(context, type)));
        Namespaces namespaces = Namespaces.of(context);
        Map<ObjectRef, List<Missing>> missing = new LinkedHashMap<>();
        List<KubeObject> all = new ArrayList<>(Templates.wanted(context));
        all.addAll(BarePods.unwell(context));
        for (KubeObject workload : all) {
            if (namespaces.keep(workload) && Age.reached(context, workload.created(), "after", workload)) {
                for (Reference reference : Reference.of(workload)) {
                    if (inventories.get(reference.type()).lacks(workload.namespace(), reference.name())) {
                        missing.computeIfAbsent(reference.in(workload.namespace()), ref -> new ArrayList<>())
                                .add(new Missing(workload, reference));
                    }
                }
            }
        }
        return missing.entrySet().stream()
                .map(entry -> finding(context, entry.getKey(), entry.getValue(), inventories))
                .toList();
    }

    private record Missing(KubeObject workload, Reference reference) {}

    private static Finding finding(
            CheckContext context, ObjectRef absent, List<Missing> uses, Map<ResourceType, Inventory> inventories) {
        Missing first = uses.get(0);
        Inventory inventory = inventories.get(first.reference().type());
        String users = uses.stream()
                .map(use -> use.workload().toString())
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        return Finding.of("MissingReference", severity(uses), absent)
                .summary("%s does not exist, but %s refers to it%s"
                        .formatted(
                                absent, first.workload(), uses.size() > 1 ? " and " + (uses.size() - 1) + " more" : ""))
                .cause(inventory.nearest(absent.namespace(), absent.name()))
                .evidence("used by", users)
                .evidence("as", first.reference().place())
                .sustained(context.duration("after", first.workload()))
                .look("kubectl -n %s get %s"
                        .formatted(absent.namespace(), first.reference().type()));
    }

    /** A pull secret matters only where an image does not come without it. */
    private static Severity severity(List<Missing> uses) {
        boolean blocks = uses.stream().anyMatch(use -> use.reference().blocks());
        boolean suffers = uses.stream()
                .anyMatch(use ->
                        Templates.isShort(use.workload()) && (use.reference().blocks() || !blocks));
        if (blocks) {
            return suffers ? Severity.CRITICAL : Severity.WARNING;
        }
        return suffers ? Severity.WARNING : Severity.INFO;
    }
}
