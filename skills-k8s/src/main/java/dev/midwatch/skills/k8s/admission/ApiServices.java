package dev.midwatch.skills.k8s.admission;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.network.Backing;
import dev.midwatch.skills.k8s.network.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Aggregated APIs whose server does not answer. */
public final class ApiServices implements Check {
    @Override
    public String name() {
        return "api-services";
    }

    @Override
    public String description() {
        return "Aggregated APIs, such as that of metrics, that are not available";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Backing.permissions());
        all.add(Permission.list(ResourceType.API_SERVICES, "spec.service", "spec.group", "status.conditions"));
        all.add(Namespaces.PERMISSION);
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long an API may be away, as while its node restarts"));
    }

    @Override
    public boolean urgent() {
        return true;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<KubeObject> away = context.cluster().list(ResourceType.API_SERVICES).stream()
                .filter(api -> namespaces.keep(api) && isAway(context, api))
                .toList();
        if (away.isEmpty()) {
            return List.of();
        }
        Inventory services = Inventory.of(context, ResourceType.SERVICES);
        Backing backing = Backing.of(context);
        return away.stream().map(api -> finding(api, services, backing)).toList();
    }

    private static boolean isAway(CheckContext context, KubeObject api) {
        return api.condition("Available")
                .filter(available -> !available.isTrue())
                .filter(available -> Age.reached(context, available.since(), "after", api))
                .isPresent();
    }

    private static Finding finding(KubeObject api, Inventory services, Backing backing) {
        Condition available = api.condition("Available").orElseThrow();
        String group = api.at("spec.group").text();
        return Finding.of("ApiServiceUnavailable", severity(group), api.ref())
                .summary("%s is not available: %s".formatted(api, consequence(group)))
                .cause(OneLine.of(available.reason() + ": " + available.message()))
                .since(available.since())
                .dependsOn(behind(api, services, backing).toList())
                .look("kubectl describe apiservice " + api.name());
    }

    private static Severity severity(String group) {
        return group.endsWith("metrics.k8s.io") ? Severity.WARNING : Severity.CRITICAL;
    }

    private static String consequence(String group) {
        return switch (group) {
            case "metrics.k8s.io" -> "the use of CPU and memory cannot be seen, and no namespace can be deleted";
            case "custom.metrics.k8s.io", "external.metrics.k8s.io" ->
                "autoscalers lack their figures, and no namespace can be deleted";
            default -> "its objects cannot be read or written, and no namespace can be deleted";
        };
    }

    private static Stream<ObjectRef> behind(KubeObject api, Inventory services, Backing backing) {
        String namespace = api.at("spec.service.namespace").text();
        String name = api.at("spec.service.name").text();
        return name.isEmpty()
                ? Stream.of()
                : Stream.concat(
                        Stream.of(ObjectRef.of(ResourceType.SERVICES, namespace, name)),
                        services.find(namespace, name).flatMap(backing::gap).map(Gap::explainedBy).stream()
                                .flatMap(List::stream));
    }
}
