package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Containers that use almost all that their limits allow: near the limit of CPU they are slowed down, near that of memory they are
 * killed soon. The metrics API holds one sample, so it has to be met again and again; a Prometheus knows how much they are slowed down.
 */
public final class ContainerUse implements Check {
    private static final Map<String, String> WORDS = Map.of("cpu", "CPU", "memory", "memory");

    @Override
    public String name() {
        return "container-use";
    }

    @Override
    public String description() {
        return "Containers close to their CPU or memory limit";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.PODS,
                        "spec.containers.name",
                        "spec.containers.resources.limits",
                        "status.phase",
                        "status.startTime"),
                Permission.list(ResourceType.POD_METRICS, "containers.name", "containers.usage", "timestamp"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("cpu_percent", 80, "percent of its CPU limit that a container may use"),
                new Setting(
                        "throttled_percent", 25, "percent of the kernel's periods in which its CPU limit may stop it"),
                new Setting("memory_percent", 95, "percent of its memory limit that a container may use"),
                new Setting("sustained_for", Duration.ofMinutes(15), "how long it must be so before it is told"),
                new Setting("started", Duration.ofMinutes(10), "how long a pod has to be up, since starting is work"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Inventory metrics = Inventory.of(context, ResourceType.POD_METRICS);
        List<Finding> findings = new ArrayList<>();
        Throttling throttling = Throttling.of(context);
        for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
            if (isUp(context, pod)) {
                Optional<KubeObject> sample = metrics.find(pod.namespace(), pod.name());
                for (Json container : pod.at("spec.containers").items()) {
                    throttled(context, pod, container, throttling)
                            .or(() -> near(context, pod, container, sample, "cpu"))
                            .ifPresent(findings::add);
                    near(context, pod, container, sample, "memory").ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private static boolean isUp(CheckContext context, KubeObject pod) {
        return pod.at("status.phase").is("Running")
                && pod.deletionRequested().isEmpty()
                && pod.at("status.startTime")
                        .time()
                        .or(pod::created)
                        .filter(since -> context.age(since).compareTo(context.duration("started", pod)) < 0)
                        .isEmpty();
    }

    private static Optional<Finding> throttled(
            CheckContext context, KubeObject pod, Json container, Throttling throttling) {
        String name = container.get("name").text();
        OptionalDouble share = throttling.of(pod, name);
        if (share.isEmpty() || share.getAsDouble() * 100 <= context.number("throttled_percent", pod)) {
            return Optional.empty();
        }
        return Optional.of(about(context, pod, name, Finding.info("CpuThrottled", pod))
                .summary("Container %s of %s is stopped by its CPU limit %s of the time"
                        .formatted(name, pod, Quantity.percent(share.getAsDouble())))
                .cause("its bursts need more than the limit of "
                        + container.at("resources.limits").get("cpu").text()));
    }

    private static Optional<Finding> near(
            CheckContext context, KubeObject pod, Json container, Optional<KubeObject> sample, String resource) {
        String limit = container.at("resources.limits").get(resource).text();
        if (limit.isEmpty() || sample.isEmpty()) {
            return Optional.empty();
        }
        String name = container.get("name").text();
        String use = usage(sample.get(), name, resource);
        OptionalDouble share = Quantity.share(use, limit);
        if (share.isEmpty() || share.getAsDouble() * 100 <= context.number(resource + "_percent", pod)) {
            return Optional.empty();
        }
        Finding finding = resource.equals("cpu")
                ? Finding.info("CpuNearLimit", pod).cause("it is slowed down each time it reaches the limit")
                : Finding.info("MemoryNearLimit", pod).cause("it is killed when it reaches the limit");
        return Optional.of(about(context, pod, name, finding)
                .summary("Container %s of %s uses %s of its %s limit"
                        .formatted(name, pod, Quantity.percent(share.getAsDouble()), WORDS.get(resource)))
                .evidence("in use", use)
                .evidence("limit", limit)
                .evidence("sample", sample.get().at("timestamp").text()));
    }

    private static Finding about(CheckContext context, KubeObject pod, String container, Finding finding) {
        return finding.explainsNothing()
                .owner(PodOrigin.owner(context, pod))
                .causeClass(container)
                .sustained(context.duration("sustained_for", pod))
                .look("kubectl -n %s top pod %s --containers".formatted(pod.namespace(), pod.name()));
    }

    static String usage(KubeObject sample, String container, String resource) {
        return sample.at("containers").items().stream()
                .filter(one -> one.get("name").is(container))
                .map(one -> one.at("usage").get(resource).text())
                .findFirst()
                .orElse("");
    }
}
