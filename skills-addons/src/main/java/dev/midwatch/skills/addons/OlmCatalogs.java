package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Catalogs that OLM cannot reach, and namespaces with more operator groups than the one that OLM allows. */
final class OlmCatalogs implements Check {
    /** A connection that nobody needs rests. */
    private static final Set<String> SOUND = Set.of("READY", "IDLE");

    @Override
    public String name() {
        return "olm-catalogs";
    }

    @Override
    public String description() {
        return "OLM catalogs that cannot be reached, and namespaces with several operator groups";
    }

    @Override
    public List<Permission> permissions() {
        return Olm.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("unready_after", Duration.ofMinutes(10), "how long a catalog may be away"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject catalog : Addon.list(context, Olm.CATALOGS)) {
            catalog(context, catalog).ifPresent(findings::add);
        }
        Map<String, List<KubeObject>> groups = Addon.list(context, Olm.GROUPS).stream()
                .collect(Collectors.groupingBy(KubeObject::namespace, TreeMap::new, Collectors.toList()));
        groups.values().stream()
                .filter(group -> group.size() > 1)
                .map(OlmCatalogs::several)
                .forEach(findings::add);
        return findings;
    }

    private static Optional<Finding> catalog(CheckContext context, KubeObject catalog) {
        String state = catalog.at("status.connectionState.lastObservedState").text();
        Optional<Instant> since =
                catalog.at("status.connectionState.lastConnect").time();
        if (SOUND.contains(state) || !Addon.reached(context, Optional.empty(), "unready_after", catalog)) {
            return Optional.empty();
        }
        String message = catalog.at("status.message").text();
        String said = message.isEmpty()
                ? "the connection is %s".formatted(state.isEmpty() ? "not made yet" : state)
                : OneLine.of(message);
        return Optional.of(Finding.warning("OlmCatalogUnready", catalog)
                .summary("OLM cannot reach %s, so that nothing from it is installed or renewed".formatted(catalog))
                .cause(said)
                .evidence("state", state)
                .evidence("image", catalog.at("spec.image").text())
                .since(since.or(catalog::created))
                .sustained(context.duration("unready_after", catalog))
                .look(Addon.look(catalog)));
    }

    private static Finding several(List<KubeObject> groups) {
        String namespace = groups.get(0).namespace();
        String names = groups.stream().map(KubeObject::name).sorted().collect(Collectors.joining(", "));
        return Finding.of(
                        "OlmOperatorGroupsSeveral",
                        Severity.WARNING,
                        ObjectRef.of(ResourceType.NAMESPACES, "", namespace))
                .summary("OLM installs nothing in namespace %s".formatted(namespace))
                .cause("it has %d operator groups, and only one is allowed: %s".formatted(groups.size(), names))
                .look("kubectl -n %s get operatorgroups.operators.coreos.com".formatted(namespace));
    }
}
