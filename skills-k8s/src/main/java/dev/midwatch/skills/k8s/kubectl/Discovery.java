package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Asks the API server which types it serves, each in its preferred version. */
final class Discovery {
    private Discovery() {}

    static List<ServedType> types(ClusterReader cluster) throws ClusterException {
        List<ServedType> types = new ArrayList<>(types(cluster, "/api/v1", "", "v1"));
        for (Json group : cluster.document("/apis").at("groups").items()) {
            String name = group.get("name").text();
            String version = group.at("preferredVersion.version").text();
            try {
                types.addAll(types(cluster, "/apis/" + name + "/" + version, name, version));
            } catch (ClusterException unavailable) {
                // An aggregated API whose server is down must not hide the others.
                if (unavailable.why() == ClusterException.Why.UNAUTHORIZED
                        || unavailable.why() == ClusterException.Why.UNREACHABLE) {
                    throw unavailable;
                }
            }
        }
        return types;
    }

    private static List<ServedType> types(ClusterReader cluster, String path, String group, String version)
            throws ClusterException {
        return cluster.document(path).at("resources").items().stream()
                .filter(resource -> !resource.get("name").text().contains("/"))
                .map(resource -> new ServedType(
                        new ResourceType(
                                group,
                                version,
                                resource.get("name").text(),
                                resource.get("kind").text(),
                                resource.get("namespaced").isTrue()),
                        resource.get("singularName").text(),
                        resource.get("shortNames").texts(),
                        resource.get("verbs").texts(),
                        resource.get("categories").texts()))
                .toList();
    }
}
