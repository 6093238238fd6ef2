package dev.midwatch.skills.k8s.gateway;

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
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Routes that lead nowhere: no Gateway that takes them, no Service or port behind them. */
public final class Routes implements Check {
    @Override
    public String name() {
        return "routes";
    }

    @Override
    public String description() {
        return "HTTP, gRPC and TLS routes whose Gateway, Service or port does not exist or refuses them";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                reads(GatewayTypes.HTTP_ROUTES),
                reads(GatewayTypes.GRPC_ROUTES).whenAsked(),
                reads(GatewayTypes.TLS_ROUTES).whenAsked(),
                Permission.list(GatewayTypes.GATEWAYS, "spec.listeners"),
                Permission.list(ResourceType.SERVICES, "spec.type", "spec.ports.name", "spec.ports.port"),
                Namespaces.PERMISSION);
    }

    private static Permission reads(ResourceType routes) {
        return Permission.list(routes, "spec.parentRefs", "spec.rules.backendRefs", "status.parents");
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(5), "how long a controller may take with a route"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces kept = Namespaces.of(context);
        Inventory gateways = Inventory.of(context, GatewayTypes.GATEWAYS);
        Inventory services = Inventory.of(context, ResourceType.SERVICES);
        Inventory namespaces = Inventory.of(context, ResourceType.NAMESPACES);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject route : routes(context)) {
            if (!kept.keep(route) || !Age.reached(context, route.created(), "after", route)) {
                continue;
            }
            RouteParent.of(route).stream()
                    .map(parent -> withParent(context, route, parent, gateways, namespaces))
                    .flatMap(Optional::stream)
                    .forEach(findings::add);
            List<Finding> behind = backends(route)
                    .map(backend -> withBackend(context, route, backend, services))
                    .flatMap(Optional::stream)
                    .toList();
            findings.addAll(behind);
            if (behind.isEmpty()) {
                unresolved(context, route).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Collection<KubeObject> routes(CheckContext context) throws ClusterException {
        List<ResourceType> kinds = kinds(context);
        List<KubeObject> routes = new ArrayList<>(Visible.list(context, kinds));
        // A cluster that serves two versions of a type gives the same routes twice.
        if (kinds.contains(GatewayTypes.TLS_ROUTES)
                && routes.stream().noneMatch(route -> route.ref().kind().equals("TLSRoute"))) {
            routes.addAll(Visible.list(context, List.of(GatewayTypes.EARLIER_TLS_ROUTES)));
        }
        return routes;
    }

    /** The rarer kinds are not asked for where no Gateway could take them. */
    private static List<ResourceType> kinds(CheckContext context) throws ClusterException {
        if (!context.cluster().sees(GatewayTypes.GATEWAYS, "")) {
            return GatewayTypes.ALL_ROUTES;
        }
        List<KubeObject> gateways = context.cluster().list(GatewayTypes.GATEWAYS);
        boolean tls = gateways.stream()
                .flatMap(gateway -> gateway.at("spec.listeners").items().stream())
                .anyMatch(listener -> listener.get("protocol").is("TLS"));
        return tls
                ? GatewayTypes.ALL_ROUTES
                : gateways.isEmpty()
                        ? List.of(GatewayTypes.HTTP_ROUTES)
                        : List.of(GatewayTypes.HTTP_ROUTES, GatewayTypes.GRPC_ROUTES);
    }

    private static Optional<Finding> withParent(
            CheckContext context, KubeObject route, RouteParent parent, Inventory gateways, Inventory namespaces) {
        ObjectRef gateway = parent.gateway();
        if (gateways.lacks(gateway.namespace(), gateway.name())) {
            return Optional.of(about(Finding.critical("RouteParentMissing", route), route)
                    .sustained(context.duration("after", route))
                    .causeClass(gateway.key())
                    .summary("%s hangs on %s, which does not exist".formatted(route, gateway))
                    .cause(gateways.nearest(gateway.namespace(), gateway.name()))
                    .dependsOn(gateway));
        }
        Optional<String> said = parent.answer(route, "Accepted")
                .filter(no -> Age.reached(context, no.get("lastTransitionTime").time(), "after", route))
                .map(Routes::words);
        Optional<String> seen = parent.accepts(route)
                ? Optional.empty()
                : gateways.find(gateway.namespace(), gateway.name())
                        .flatMap(found -> parent.refusal(found, route, namespaces));
        return seen.or(() -> said)
                .map(cause -> about(Finding.critical("RouteNotAccepted", route), route)
                        .sustained(seen.isPresent() ? context.duration("after", route) : Duration.ZERO)
                        .causeClass(gateway.key())
                        .summary("%s is not taken by %s".formatted(route, gateway))
                        .cause(cause)
                        .evidence("controller", said.orElse(""))
                        .dependsOn(gateway));
    }

    /** A backend of weight zero gets nothing, whether it is there or not. */
    private static Stream<Json> backends(KubeObject route) {
        return route.at("spec.rules").items().stream()
                .flatMap(rule -> rule.get("backendRefs").items().stream())
                .filter(ref -> ref.get("kind").text("Service").equals("Service")
                        && ref.get("group").text().isEmpty()
                        && ref.get("weight").number(1) > 0)
                .distinct();
    }

    private static Optional<Finding> withBackend(
            CheckContext context, KubeObject route, Json backend, Inventory services) {
        ObjectRef service = ObjectRef.of(
                ResourceType.SERVICES,
                backend.get("namespace").text(route.namespace()),
                backend.get("name").text());
        if (services.lacks(service.namespace(), service.name())) {
            return Optional.of(about(Finding.critical("RouteBackendMissing", route), route)
                    .sustained(context.duration("after", route))
                    .causeClass(service.key())
                    .summary("%s leads to %s, which does not exist".formatted(route, service))
                    .cause(services.nearest(service.namespace(), service.name()))
                    .dependsOn(service));
        }
        String port = backend.get("port").text();
        return services.find(service.namespace(), service.name())
                .filter(found -> !found.at("spec.type").is("ExternalName")
                        && !port.isEmpty()
                        && found.at("spec.ports").items().stream()
                                .noneMatch(one -> one.get("port").is(port)))
                .map(found -> about(Finding.critical("RoutePortUndefined", route), route)
                        .sustained(context.duration("after", route))
                        .causeClass(service.key())
                        .summary("%s leads to port %s of %s, which has no such port".formatted(route, port, service))
                        .cause("it has "
                                + found.at("spec.ports").items().stream()
                                        .map(one -> one.get("port").text())
                                        .collect(Collectors.joining(", ")))
                        .dependsOn(service));
    }

    /** What the controller cannot resolve and the objects do not show: a backend in a namespace that does not let it in. */
    private static Optional<Finding> unresolved(CheckContext context, KubeObject route) {
        return RouteParent.of(route).stream()
                .flatMap(parent -> parent.answer(route, "ResolvedRefs").stream())
                .filter(no -> Age.reached(context, no.get("lastTransitionTime").time(), "after", route))
                .findFirst()
                .map(no -> about(Finding.warning("RouteRefsUnresolved", route), route)
                        .summary("What %s refers to cannot be used".formatted(route))
                        .cause(words(no))
                        .since(no.get("lastTransitionTime").time()));
    }

    private static String words(Json condition) {
        return OneLine.of(
                condition.get("reason").text() + ": " + condition.get("message").text());
    }

    private static Finding about(Finding finding, KubeObject route) {
        return finding.look("kubectl -n %s describe %s %s"
                .formatted(route.namespace(), route.type().kind().toLowerCase(Locale.ROOT), route.name()));
    }
}
