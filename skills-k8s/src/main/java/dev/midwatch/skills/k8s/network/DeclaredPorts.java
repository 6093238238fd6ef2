package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ports that templates of pods declare. They sort out the many Services that are sound; a pod has the last word, since what injects
 * sidecars changes pods and not templates.
 */
final class DeclaredPorts {
    private static final List<ResourceType> MAKERS =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);

    private record Template(Map<String, String> labels, PodPorts ports) {
        static Template of(KubeObject maker) {
            return new Template(
                    maker.at("spec.template.metadata.labels").textMembers(),
                    PodPorts.of(maker.at("spec.template.spec")));
        }
    }

    private final Map<String, List<Template>> templates;

    private DeclaredPorts(Map<String, List<Template>> templates) {
        this.templates = templates;
    }

    static List<Permission> permissions() {
        return MAKERS.stream()
                .map(type -> Permission.list(
                        type,
                        "spec.template.metadata.labels",
                        "spec.template.spec.containers.ports",
                        "spec.template.spec.initContainers.ports"))
                .toList();
    }

    static DeclaredPorts of(CheckContext context) throws ClusterException {
        return new DeclaredPorts(Visible.list(context, MAKERS).stream()
                .collect(Collectors.groupingBy(
                        KubeObject::namespace, Collectors.mapping(Template::of, Collectors.toList()))));
    }

    /** Whether a Service selects templates, all of which declare ports, and none this one. */
    boolean lack(KubeObject service, String number) {
        Map<String, String> selector = service.at("spec.selector").textMembers();
        List<Template> behind = templates.getOrDefault(service.namespace(), List.of()).stream()
                .filter(template -> template.labels.entrySet().containsAll(selector.entrySet()))
                .toList();
        return !behind.isEmpty()
                && behind.stream().allMatch(template -> !template.ports.isEmpty() && !template.ports.hasNumber(number));
    }
}
