package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import java.util.stream.Stream;

/** What the checks of this package read of the many pods of a cluster: no more, so that all of them fit in memory. */
final class PodFields {
    private PodFields() {}

    /** Phase, conditions, node and container states, and these. */
    static Permission with(String... more) {
        return Permission.list(
                ResourceType.PODS,
                Stream.of(
                                Stream.of(
                                        "spec.nodeName",
                                        "status.phase",
                                        "status.reason",
                                        "status.startTime",
                                        "status.conditions.type",
                                        "status.conditions.status",
                                        "status.conditions.reason",
                                        "status.conditions.message",
                                        "status.conditions.lastTransitionTime"),
                                ContainerState.fields().stream(),
                                Stream.of(more))
                        .flatMap(fields -> fields)
                        .toArray(String[]::new));
    }
}
