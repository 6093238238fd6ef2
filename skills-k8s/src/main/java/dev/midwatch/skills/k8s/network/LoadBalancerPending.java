package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Services of type LoadBalancer that nobody gives an address. */
public final class LoadBalancerPending implements Check {
    /** k3s serves such a Service by a DaemonSet that takes its ports on the nodes. */
    private static final String K3S_NAME = "svccontroller.k3s.cattle.io/svcname";

    private static final String K3S_NAMESPACE = "svccontroller.k3s.cattle.io/svcnamespace";

    @Override
    public String name() {
        return "load-balancer-pending";
    }

    @Override
    public String description() {
        return "Services of type LoadBalancer without an address";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.SERVICES,
                        "spec.type",
                        "spec.ports.port",
                        "spec.ports.protocol",
                        "spec.loadBalancerClass",
                        "spec.externalIPs",
                        "status.loadBalancer"),
                Inventory.namesOf(ResourceType.DAEMON_SETS),
                Inventory.namesOf(ResourceType.PODS),
                Warnings.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long a load balancer may take to give an address"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<KubeObject> balanced = context.cluster().list(ResourceType.SERVICES).stream()
                .filter(service -> service.at("spec.type").is("LoadBalancer"))
                .toList();
        List<KubeObject> served =
                balanced.stream().filter(LoadBalancerPending::hasAddress).toList();
        List<KubeObject> pending = balanced.stream()
                .filter(service -> !hasAddress(service)
                        && namespaces.keep(service)
                        && Age.reached(context, service.created(), "after", service))
                .toList();
        if (pending.isEmpty()) {
            return List.of();
        }
        Warnings warnings = Warnings.visible(context);
        List<KubeObject> carriers = carriers(context);
        boolean whole = context.cluster().sees(ResourceType.SERVICES, "");
        return pending.stream()
                .map(service -> finding(service, served, carriers, warnings, whole)
                        // It may have had one until a moment ago.
                        .sustained(context.duration("after", service)))
                .toList();
    }

    /** Somebody without a load balancer may have given it addresses of nodes by hand. */
    private static boolean hasAddress(KubeObject service) {
        return !service.at("status.loadBalancer.ingress").items().isEmpty()
                || !service.at("spec.externalIPs").items().isEmpty();
    }

    /** What k3s runs on the nodes for such Services. */
    private static List<KubeObject> carriers(CheckContext context) throws ClusterException {
        return Visible.list(context, List.of(ResourceType.DAEMON_SETS, ResourceType.PODS)).stream()
                .filter(object -> object.labels().containsKey(K3S_NAME))
                .toList();
    }

    private static Finding finding(
            KubeObject service, List<KubeObject> served, List<KubeObject> carriers, Warnings warnings, boolean whole) {
        List<ObjectRef> own = carriers.stream()
                .filter(carrier -> carrier.labels().getOrDefault(K3S_NAME, "").equals(service.name())
                        && carrier.labels().getOrDefault(K3S_NAMESPACE, "").equals(service.namespace()))
                .map(KubeObject::ref)
                .toList();
        Optional<KubeObject> rival = own.isEmpty()
                ? Optional.empty()
                : served.stream()
                        .filter(other -> sharedPort(service, other).isPresent())
                        .findFirst();
        String cause = rival.map(other -> "%s already holds port %s on the nodes"
                        .formatted(other, sharedPort(service, other).orElse("")))
                .or(() -> warnings.latest(service.ref())
                        .map(Event::message)
                        .filter(message -> !message.isBlank())
                        .map(OneLine::of))
                .orElseGet(() -> silence(service, served, own, whole));
        return Finding.warning("LoadBalancerPending", service)
                .summary("%s waits for an address of a load balancer".formatted(service))
                .cause(cause)
                .dependsOn(own)
                .look("kubectl -n %s describe service %s".formatted(service.namespace(), service.name()));
    }

    /** What it means that no event says anything. */
    private static String silence(KubeObject service, List<KubeObject> served, List<ObjectRef> own, boolean whole) {
        String wanted = service.at("spec.loadBalancerClass").text();
        if (!own.isEmpty()) {
            return "%s runs for it on the nodes and has not become ready".formatted(own.get(0));
        }
        if (!wanted.isEmpty()) {
            return "no controller of class %s has answered".formatted(wanted);
        }
        if (served.isEmpty() && !whole) {
            return "nothing says why";
        }
        return served.isEmpty()
                ? "no Service of the cluster has an address from a load balancer, so probably nothing here gives them out"
                : "others have one, for instance %s, so this one was refused or passed over".formatted(served.get(0));
    }

    private static Optional<String> sharedPort(KubeObject service, KubeObject other) {
        return ports(service)
                .filter(port -> ports(other).anyMatch(port::equals))
                .map(port -> port.replace("/TCP", ""))
                .findFirst();
    }

    private static Stream<String> ports(KubeObject service) {
        return service.at("spec.ports").items().stream()
                .map((Json port) ->
                        port.get("port").text() + "/" + port.get("protocol").text("TCP"));
    }
}
