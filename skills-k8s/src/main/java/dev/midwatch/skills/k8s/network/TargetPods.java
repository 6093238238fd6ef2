package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Service's pods are made from, and one of them to look at. Templates sort out the many that are sound; a pod is read
 * whole only for the few that are not, since what injects sidecars changes pods and not templates.
 */
final class TargetPods {
    static final Setting AFTER =
            new Setting("after", Duration.ofMinutes(5), "how long after a Service or a pod the ports may come");

    private static final int READS = 20;
    private static final List<ResourceType> MAKERS =
            List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS);

    private record Template(Map<String, String> labels, PodPorts ports) {}

    private final CheckContext context;
    private final Map<String, List<Template>> templates;
    private final Map<String, List<KubeObject>> pods;
    private int reads;

    private TargetPods(
            CheckContext context, Map<String, List<Template>> templates, Map<String, List<KubeObject>> pods) {
        this.context = context;
        this.templates = templates;
        this.pods = pods;
    }

    static List<Permission> permissions() {
        List<Permission> all = new ArrayList<>();
        for (ResourceType type : MAKERS) {
            all.add(Permission.list(
                    type,
                    "spec.template.metadata.labels",
                    "spec.template.spec.containers.ports",
                    "spec.template.spec.initContainers.ports"));
        }
        all.add(Permission.list(ResourceType.PODS, "status.phase"));
        all.add(Permission.get(ResourceType.PODS));
        return all;
    }

    static TargetPods of(CheckContext context) throws ClusterException {
        return new TargetPods(
                context,
                Visible.list(context, MAKERS).stream()
                        .collect(Collectors.groupingBy(
                                KubeObject::namespace,
                                Collectors.mapping(
                                        maker -> new Template(
                                                maker.at("spec.template.metadata.labels")
                                                        .textMembers(),
                                                PodPorts.of(maker.at("spec.template.spec"))),
                                        Collectors.toList()))),
                context.cluster().list(ResourceType.PODS).stream()
                        .filter(pod -> pod.deletionRequested().isEmpty()
                                && pod.at("status.phase").is("Running"))
                        .collect(Collectors.groupingBy(KubeObject::namespace)));
    }

    /** Whether it selects templates, all of which declare ports, and none this one. */
    boolean noTemplateDeclares(KubeObject service, String number) {
        Map<String, String> selector = service.at("spec.selector").textMembers();
        List<Template> behind = templates.getOrDefault(service.namespace(), List.of()).stream()
                .filter(template -> template.labels.entrySet().containsAll(selector.entrySet()))
                .toList();
        return !behind.isEmpty()
                && behind.stream().allMatch(template -> !template.ports.isEmpty() && !template.ports.hasNumber(number));
    }

    /** One of its pods, read whole, that is old enough to be judged; none when many were read already. */
    Optional<KubeObject> one(KubeObject service) throws ClusterException {
        Optional<KubeObject> pod = LabelMatch.of(
                        service.at("spec.selector").textMembers(), pods.getOrDefault(service.namespace(), List.of()))
                .pods()
                .stream()
                .filter(found -> Age.reached(context, found.created(), "after", service))
                .findFirst();
        if (pod.isEmpty() || reads >= READS || !Age.reached(context, service.created(), "after", service)) {
            return Optional.empty();
        }
        reads++;
        return context.cluster()
                .find(ResourceType.PODS, pod.get().namespace(), pod.get().name());
    }
}
