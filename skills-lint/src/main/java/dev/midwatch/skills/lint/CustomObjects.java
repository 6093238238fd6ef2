package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Objects of every custom resource type there is: issuers, gateways, applications, scrape configurations and whatever nobody has heard of.
 * Where in them a name stands is known to their controllers alone, so every word counts.
 */
final class CustomObjects {
    static final List<Permission> PERMISSIONS = List.of(
            Permission.list(
                    ResourceType.CUSTOM_RESOURCE_DEFINITIONS,
                    "spec.group",
                    "spec.names.plural",
                    "spec.names.kind",
                    "spec.scope",
                    "spec.versions.name",
                    "spec.versions.served",
                    "spec.versions.storage"),
            Permission.readAny());

    /** Groups of reports about other objects: long, many, and they lead to nothing. */
    private static final Set<String> REPORTS = Set.of(
            "aquasecurity.github.io",
            "wgpolicyk8s.io",
            "reports.kyverno.io",
            "openreports.io",
            "spdx.softwarecomposition.kubescape.io");

    private CustomObjects() {}

    /** @throws ClusterException if some of a type cannot be seen: it might mention anything */
    static void addTo(Mentions mentions, CheckContext context) throws ClusterException {
        for (KubeObject definition : Referrers.whole(context, ResourceType.CUSTOM_RESOURCE_DEFINITIONS)) {
            Optional<ResourceType> type = type(definition);
            if (type.isPresent() && !REPORTS.contains(type.get().group())) {
                for (KubeObject object : listed(context, type.get())) {
                    object.json()
                            .members()
                            .forEach((key, member) ->
                                    mentions.words(key.equals("metadata") ? member.get("annotations") : member));
                }
            }
        }
    }

    private static List<KubeObject> listed(CheckContext context, ResourceType type) throws ClusterException {
        if (!context.cluster().allowed(Permission.list(type), "")) {
            throw new ClusterException(
                    ClusterException.Why.FORBIDDEN,
                    "what is unused cannot be told: %s cannot be listed, and any may name it".formatted(type));
        }
        return Referrers.whole(context, type);
    }

    /** In the version that is stored, if it is served. */
    static Optional<ResourceType> type(KubeObject definition) {
        List<Json> served = definition.at("spec.versions").items().stream()
                .filter(version -> version.get("served").isTrue())
                .toList();
        return served.stream()
                .filter(version -> version.get("storage").isTrue())
                .findFirst()
                .or(() -> served.stream().findFirst())
                .map(version -> new ResourceType(
                        definition.at("spec.group").text(),
                        version.get("name").text(),
                        definition.at("spec.names.plural").text(),
                        definition.at("spec.names.kind").text(),
                        definition.at("spec.scope").is("Namespaced")));
    }
}
