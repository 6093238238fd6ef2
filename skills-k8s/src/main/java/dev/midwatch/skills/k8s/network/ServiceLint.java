package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Services that work and yet hang by a thread, or hide who calls. */
public final class ServiceLint implements Check {
    @Override
    public String name() {
        return "service-lint";
    }

    @Override
    public String description() {
        return "Services with a single endpoint, and odd traffic policies";
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all =
                new ArrayList<>(Backing.permissions("spec.externalTrafficPolicy", "spec.internalTrafficPolicy"));
        all.add(Namespaces.PERMISSION);
        return all;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Backing backing = Backing.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject service : context.cluster().list(ResourceType.SERVICES)) {
            if (namespaces.keep(service) && backing.isServed(service)) {
                Stream.of(single(service, backing), policy(service))
                        .flatMap(Optional::stream)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> single(KubeObject service, Backing backing) {
        List<KubeObject> ready = service.at("spec.selector").members().isEmpty()
                ? List.of()
                : backing.pods(service).stream()
                        .filter(pod ->
                                pod.condition("Ready").filter(Condition::isTrue).isPresent())
                        .toList();
        return ready.size() == 1
                ? Optional.of(about(Finding.info("ServiceSingleEndpoint", service), service)
                        .summary("%s has one pod alone behind it".formatted(service))
                        .cause("while %s restarts nobody answers"
                                .formatted(ready.get(0).ref())))
                : Optional.empty();
    }

    private static Optional<Finding> policy(KubeObject service) {
        String type = service.at("spec.type").text();
        String outside = service.at("spec.externalTrafficPolicy").text();
        String cause = service.at("spec.internalTrafficPolicy").is("Local")
                ? "internalTrafficPolicy Local: pods on a node without one of its pods reach nothing"
                : type.equals("NodePort") && outside.equals("Local")
                        ? "externalTrafficPolicy Local: nodes without one of its pods do not answer on the node port"
                        : type.equals("LoadBalancer") && outside.equals("Cluster")
                                ? "externalTrafficPolicy Cluster: the program sees a node's address instead of the caller's"
                                : "";
        return cause.isEmpty()
                ? Optional.empty()
                : Optional.of(about(Finding.info("ServiceTrafficPolicyOdd", service), service)
                        .summary("%s has a traffic policy to think over".formatted(service))
                        .cause(cause));
    }

    private static Finding about(Finding finding, KubeObject service) {
        return finding.look("kubectl -n %s describe service %s".formatted(service.namespace(), service.name()));
    }
}
