package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Services whose target port is not that of their pods: a port by name that no container has leads nowhere, and the EndpointSlices leave
 * it out. A pod is read to be sure. A number works whether declared or not, see {@link UndeclaredPorts}.
 */
public final class ServicePorts implements Check {
    @Override
    public String name() {
        return "service-ports";
    }

    @Override
    public String description() {
        return "Services whose target port none of their pods has";
    }

    @Override
    public List<Permission> permissions() {
        return reads();
    }

    static List<Permission> reads() {
        return Stream.concat(
                        Stream.of(
                                Permission.list(ResourceType.SERVICES, "spec.type", "spec.selector", "spec.ports"),
                                Permission.list(
                                        ResourceType.ENDPOINT_SLICES,
                                        "endpoints.conditions.ready",
                                        "ports.name",
                                        "ports.port"),
                                Namespaces.PERMISSION),
                        TargetPods.permissions().stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(TargetPods.AFTER);
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        SlicePorts slices = SlicePorts.of(context);
        TargetPods targets = TargetPods.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject service : context.cluster().list(ResourceType.SERVICES)) {
            if (namespaces.keep(service) && leadsToPods(context, service)) {
                unnamed(service, slices, targets).ifPresent(findings::add);
            }
        }
        return findings;
    }

    static boolean leadsToPods(CheckContext context, KubeObject service) {
        return !service.at("spec.type").is("ExternalName")
                && !service.at("spec.selector").members().isEmpty()
                && context.cluster().sees(ResourceType.ENDPOINT_SLICES, service.namespace());
    }

    private static Optional<Finding> unnamed(KubeObject service, SlicePorts slices, TargetPods targets)
            throws ClusterException {
        List<Json> ports = service.at("spec.ports").items();
        List<Json> lost = ports.stream()
                .filter(port -> isName(target(port)) && slices.lack(service, port))
                .toList();
        Optional<KubeObject> pod = lost.isEmpty() ? Optional.empty() : targets.one(service);
        List<Json> missing = pod.map(KubeObject::json)
                .map(json -> PodPorts.of(json.get("spec")))
                .map(declared -> lost.stream()
                        .filter(port -> !declared.hasName(target(port)))
                        .toList())
                .orElse(List.of());
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String name = target(missing.get(0));
        Severity severity = missing.size() == ports.size() ? Severity.CRITICAL : Severity.WARNING;
        return Optional.of(Finding.of("ServicePortMissing", severity, service.ref())
                .causeClass(name)
                .summary("Port %s of %s leads to a port named %s, which its pods do not have"
                        .formatted(missing.get(0).get("port").text(), service, name))
                .cause(pod.get() + ": "
                        + PodPorts.of(pod.get().json().get("spec")).words(name))
                .look(look(service)));
    }

    /** Without a target port it is the port itself. */
    static String target(Json port) {
        return port.get("targetPort").text(port.get("port").text());
    }

    static boolean isName(String target) {
        return !target.isEmpty() && !target.chars().allMatch(Character::isDigit);
    }

    static String look(KubeObject service) {
        return "kubectl -n %s describe service %s".formatted(service.namespace(), service.name());
    }
}
