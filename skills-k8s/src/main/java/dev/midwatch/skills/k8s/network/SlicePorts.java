package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which ports of Services lead somewhere: the EndpointSlices have the ports of a Service that were found in its pods. */
record SlicePorts(Map<String, Set<String>> byService) {
    static SlicePorts of(CheckContext context) throws ClusterException {
        Map<String, Set<String>> byService = new HashMap<>();
        for (KubeObject slice : context.cluster().list(ResourceType.ENDPOINT_SLICES)) {
            String service = slice.at("metadata.labels")
                    .get("kubernetes.io/service-name")
                    .text();
            if (!slice.at("endpoints").items().isEmpty()) {
                Set<String> ports =
                        byService.computeIfAbsent(slice.namespace() + "/" + service, none -> new HashSet<>());
                slice.at("ports")
                        .items()
                        .forEach(port -> ports.add(port.get("name").text()));
            }
        }
        return new SlicePorts(byService);
    }

    boolean hasEndpoints(KubeObject service) {
        return byService.containsKey(service.namespace() + "/" + service.name());
    }

    /** Whether it has endpoints, and none of them with this port. */
    boolean lack(KubeObject service, Json port) {
        Set<String> found = byService.get(service.namespace() + "/" + service.name());
        return found != null && !found.contains(port.get("name").text());
    }
}
