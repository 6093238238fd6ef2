package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Custom resources that may still be stored in a version that is no longer served or on its way out: the next release of the CRD fails on it. */
final class StoredVersions implements Hygiene {
    @Override
    public String name() {
        return "stored-versions";
    }

    @Override
    public String description() {
        return "Custom resources that may be stored in a version that goes away";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.list(
                ResourceType.CUSTOM_RESOURCE_DEFINITIONS,
                "spec.versions.name",
                "spec.versions.served",
                "spec.versions.storage",
                "spec.versions.deprecated",
                "status.storedVersions"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.CUSTOM_RESOURCE_DEFINITIONS).stream()
                .filter(definition -> Hygiene.concerns(context, definition))
                .flatMap(definition -> judge(definition).stream())
                .toList();
    }

    /** What is stored in the version that is written now is renewed with each write. */
    private static Optional<Finding> judge(KubeObject definition) {
        List<Json> versions = definition.at("spec.versions").items();
        Set<String> leaving = versions.stream()
                .filter(version -> !version.get("storage").isTrue())
                .filter(version -> version.get("deprecated").isTrue()
                        || version.get("served").is("false"))
                .map(version -> version.get("name").text())
                .collect(Collectors.toSet());
        List<String> stored = definition.at("status.storedVersions").texts().stream()
                .filter(leaving::contains)
                .toList();
        String now = versions.stream()
                .filter(version -> version.get("storage").isTrue())
                .map(version -> version.get("name").text())
                .findFirst()
                .orElse("");
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.info("DeprecatedStoredVersion", definition)
                        .summary("Objects of %s may be stored in a version that goes away".formatted(definition.name()))
                        .cause("%s is in its stored versions beside %s; write every object once more and take it out"
                                .formatted(String.join(", ", stored), now))
                        .look("kubectl get crd %s -o jsonpath='{.status.storedVersions}'"
                                .formatted(definition.name())));
    }
}
