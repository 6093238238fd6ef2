package dev.midwatch.skills.addons;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Objects of an API group that a cluster may have or not. */
final class Addon {
    /** One list that others read too tells which groups are served, and saves one for each type of those that are not. */
    static final Permission PERMISSION = Permission.list(ResourceType.API_SERVICES, "metadata.name");

    private Addon() {}

    /** All objects of the type that are to stay; none where its group is not installed. */
    static List<KubeObject> list(CheckContext context, ResourceType type) throws ClusterException {
        if (!isInstalled(context, type.group())) {
            return List.of();
        }
        return context.cluster().list(type).stream()
                .filter(object -> object.deletionRequested().isEmpty())
                .toList();
    }

    /** Every server has API services of its own; one that shows none does not tell. */
    private static boolean isInstalled(CheckContext context, String group) {
        try {
            List<KubeObject> services = context.cluster().list(ResourceType.API_SERVICES);
            return services.isEmpty()
                    || services.stream().anyMatch(service -> service.name().endsWith("." + group));
        } catch (ClusterException hidden) {
            // Then the type's own list tells.
            return true;
        }
    }

    /** Whether that moment, or else the object's beginning, is as long ago as the setting asks. */
    static boolean reached(CheckContext context, Optional<Instant> moment, String setting, KubeObject about) {
        Instant since = moment.or(about::created).orElse(Instant.EPOCH);
        return context.age(since).compareTo(context.duration(setting, about)) >= 0;
    }

    static String look(KubeObject object) {
        String name = "%s.%s"
                .formatted(
                        object.type().kind().toLowerCase(Locale.ROOT),
                        object.type().group());
        return object.namespace().isEmpty()
                ? "kubectl describe %s %s".formatted(name, object.name())
                : "kubectl -n %s describe %s %s".formatted(object.namespace(), name, object.name());
    }
}
