package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container's memory: what it may use and what it uses now. Read for the few containers that were killed for memory only.
 *
 * @param limitKnown whether the pod could be read; if so, an empty limit means that there is none
 */
record MemoryEvidence(boolean limitKnown, Optional<String> limit, Optional<String> use) {
    static MemoryEvidence of(CheckContext context, KubeObject pod, ContainerState container) {
        Optional<KubeObject> whole = read(context, ResourceType.PODS, pod);
        Optional<String> limit = whole.stream()
                .flatMap(found -> Stream.of("spec.initContainers", "spec.containers")
                        .flatMap(list -> found.at(list).items().stream()))
                .filter(spec -> spec.get("name").is(container.name()))
                .map(spec -> spec.at("resources.limits.memory").text())
                .filter(value -> !value.isEmpty())
                .findFirst();
        Optional<String> use = read(context, ResourceType.POD_METRICS, pod).stream()
                .flatMap(metrics -> metrics.at("containers").items().stream())
                .filter(metrics -> metrics.get("name").is(container.name()))
                .map(metrics -> metrics.at("usage.memory").text())
                .filter(value -> !value.isEmpty())
                .findFirst();
        return new MemoryEvidence(whole.isPresent(), limit, use);
    }

    private static Optional<KubeObject> read(CheckContext context, ResourceType type, KubeObject pod) {
        try {
            return context.cluster().find(type, pod.namespace(), pod.name());
        } catch (ClusterException unreadable) {
            // No metrics server, or no right to ask: the kill is told all the same.
            return Optional.empty();
        }
    }

    Finding addTo(Finding finding) {
        String cause = limit.map(value -> "it reached its memory limit of " + value)
                .orElse(limitKnown ? "it has no memory limit of its own: its node or its pod ran out of memory" : "");
        return finding.cause(cause)
                .evidence("memory limit", limit.orElse(limitKnown ? "none" : ""))
                .evidence("memory in use now", use.orElse(""));
    }
}
