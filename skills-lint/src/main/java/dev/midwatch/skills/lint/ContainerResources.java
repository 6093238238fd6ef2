package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Containers that say nothing of what they need. A missing CPU limit is none of it: many leave it out on purpose. What a LimitRange or the
 * pod as a whole says counts for each container.
 */
final class ContainerResources implements Hygiene {
    @Override
    public String name() {
        return "container-resources";
    }

    @Override
    public String description() {
        return "Containers without requests or without a memory limit";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        PodSpec.permissions(
                                "spec.resources",
                                "spec.containers.name",
                                "spec.containers.resources",
                                "spec.initContainers.name",
                                "spec.initContainers.restartPolicy",
                                "spec.initContainers.resources")
                                .stream(),
                        Stream.of(Permission.list(ResourceType.LIMIT_RANGES, "spec.limits")))
                .toList();
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> ranges = context.cluster().list(ResourceType.LIMIT_RANGES);
        List<Finding> findings = new ArrayList<>();
        for (PodSpec pod : PodSpec.in(context)) {
            String namespace = pod.writer().namespace();
            if (!context.cluster().sees(ResourceType.LIMIT_RANGES, namespace)) {
                continue;
            }
            List<Json> defaults = ranges.stream()
                    .filter(range -> range.namespace().equals(namespace))
                    .flatMap(range -> range.at("spec.limits").items().stream())
                    .filter(limit -> limit.get("type").is("Container"))
                    .toList();
            List<String> unasked = new ArrayList<>();
            List<String> unlimited = new ArrayList<>();
            for (Json container : pod.programs()) {
                List<String> missing = Stream.of("cpu", "memory")
                        .filter(resource -> !asks(pod, container, defaults, resource))
                        .toList();
                String name = container.get("name").text();
                if (!missing.isEmpty()) {
                    unasked.add(name + " (" + String.join(", ", missing) + ")");
                }
                if (!isLimited(pod, container, defaults, "memory")) {
                    unlimited.add(name);
                }
            }
            tell(context, pod, unasked, unlimited, findings);
        }
        return findings;
    }

    private static void tell(
            CheckContext context, PodSpec pod, List<String> unasked, List<String> unlimited, List<Finding> findings) {
        if (!unasked.isEmpty()) {
            findings.add(pod.about(
                    context,
                    Finding.info("NoRequests", pod.writer())
                            .summary("%s does not say what it needs".formatted(pod.writer()))
                            .cause("the scheduler counts it as nothing, and it is evicted first"),
                    unasked));
        }
        if (!unlimited.isEmpty()) {
            findings.add(pod.about(
                    context,
                    Finding.info("NoMemoryLimit", pod.writer())
                            .summary("%s may take all memory of its node".formatted(pod.writer()))
                            .cause("it has no memory limit"),
                    unlimited));
        }
    }

    /** A limit is a request where no request is given. */
    private static boolean asks(PodSpec pod, Json container, List<Json> defaults, String resource) {
        return isLimited(pod, container, defaults, resource)
                || says(container.at("resources.requests"), resource)
                || says(pod.spec().at("resources.requests"), resource)
                || defaults.stream().anyMatch(limit -> says(limit.get("defaultRequest"), resource));
    }

    private static boolean isLimited(PodSpec pod, Json container, List<Json> defaults, String resource) {
        return says(container.at("resources.limits"), resource)
                || says(pod.spec().at("resources.limits"), resource)
                || defaults.stream().anyMatch(limit -> says(limit.get("default"), resource));
    }

    private static boolean says(Json amounts, String resource) {
        return !amounts.get(resource).text().isEmpty();
    }
}
