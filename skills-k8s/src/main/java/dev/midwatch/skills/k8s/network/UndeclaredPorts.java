package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Services that lead to a port by number that none of their pods declares: it works if the program listens there. */
public final class UndeclaredPorts implements Check {
    @Override
    public String name() {
        return "service-port-undeclared";
    }

    @Override
    public String description() {
        return "Services whose port none of their pods declares";
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(ServicePorts.reads().stream(), DeclaredPorts.permissions().stream())
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
        DeclaredPorts declared = DeclaredPorts.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject service : context.cluster().list(ResourceType.SERVICES)) {
            if (namespaces.keep(service) && ServicePorts.leadsToPods(context, service)) {
                undeclared(service, slices, declared, targets).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Where one port of the Service is declared and another is not, the list of ports is just not kept up to date. */
    private static Optional<Finding> undeclared(
            KubeObject service, SlicePorts slices, DeclaredPorts templates, TargetPods targets)
            throws ClusterException {
        List<String> numbers = service.at("spec.ports").items().stream()
                .map(ServicePorts::target)
                .toList();
        boolean odd = slices.hasEndpoints(service)
                && !numbers.isEmpty()
                && numbers.stream().allMatch(number -> !ServicePorts.isName(number) && templates.lack(service, number));
        Optional<PodPorts> declared = odd && !ClusterDns.isDns(service)
                ? targets.one(service).map(pod -> PodPorts.of(pod.json().get("spec")))
                : Optional.empty();
        return declared.filter(ports -> !ports.isEmpty() && numbers.stream().noneMatch(ports::hasNumber))
                .map(ports -> Finding.info("ServicePortUndeclared", service)
                        .causeClass(numbers.get(0))
                        .summary(
                                "%s leads to port %s, which its pods do not declare".formatted(service, numbers.get(0)))
                        .cause(ports.words(numbers.get(0)) + "; it works all the same if the program listens there")
                        .look(ServicePorts.look(service)));
    }
}
