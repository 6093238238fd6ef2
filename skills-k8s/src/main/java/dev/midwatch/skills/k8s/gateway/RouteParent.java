package dev.midwatch.skills.k8s.gateway;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.skills.k8s.evidence.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Gateway that a route wants to hang on.
 *
 * @param section the listener it names; empty for all
 */
record RouteParent(ObjectRef gateway, String section) {
    /** Those of a route that are Gateways; a mesh hangs routes on Services. */
    static List<RouteParent> of(KubeObject route) {
        return route.at("spec.parentRefs").items().stream()
                .filter(RouteParent::isGateway)
                .map(ref -> of(ref, route.namespace()))
                .toList();
    }

    private static boolean isGateway(Json ref) {
        return ref.get("kind").text("Gateway").equals("Gateway")
                && ref.get("group").text(GatewayTypes.GROUP).equals(GatewayTypes.GROUP);
    }

    private static RouteParent of(Json ref, String namespace) {
        return new RouteParent(
                ObjectRef.of(
                        GatewayTypes.GATEWAYS,
                        ref.get("namespace").text(namespace),
                        ref.get("name").text()),
                ref.get("sectionName").text());
    }

    /** Why none of the Gateway's listeners takes the route; empty if one does, or may. */
    Optional<String> refusal(KubeObject found, KubeObject route, Inventory namespaces) {
        List<Json> listeners = found.at("spec.listeners").items().stream()
                .filter(listener -> section.isEmpty() || listener.get("name").is(section))
                .toList();
        if (listeners.isEmpty()) {
            return Optional.of("%s has no listener %s; it has %s"
                    .formatted(
                            found,
                            section,
                            String.join(
                                    ", ",
                                    found.at("spec.listeners").items().stream()
                                            .map(listener ->
                                                    listener.get("name").text())
                                            .toList())));
        }
        return listeners.stream().anyMatch(listener -> lets(listener, found, route, namespaces))
                ? Optional.empty()
                : Optional.of("the listeners of %s take no routes of namespace %s".formatted(found, route.namespace()));
    }

    private static boolean lets(Json listener, KubeObject gateway, KubeObject route, Inventory namespaces) {
        return switch (listener.at("allowedRoutes.namespaces.from").text("Same")) {
            case "Same" -> gateway.namespace().equals(route.namespace());
            case "Selector" -> selected(listener.at("allowedRoutes.namespaces.selector"), route, namespaces);
            default -> true;
        };
    }

    /** Only plain labels are judged; what expressions say is left to the Gateway's controller. */
    private static boolean selected(Json selector, KubeObject route, Inventory namespaces) {
        Optional<KubeObject> namespace = namespaces.find("", route.namespace());
        return namespace.isEmpty()
                || selector.get("matchLabels").textMembers().entrySet().stream()
                        .allMatch(label ->
                                label.getValue().equals(namespace.get().labels().get(label.getKey())));
    }

    /** What the Gateway's controller says of the route, if it says no. */
    Optional<Json> answer(KubeObject route, String conditionType) {
        return route.at("status.parents").items().stream()
                .filter(status -> of(status.get("parentRef"), route.namespace()).equals(this))
                .flatMap(status -> status.get("conditions").items().stream())
                .filter(condition -> condition.get("type").is(conditionType)
                        && condition.get("status").is("False"))
                .findFirst();
    }

    /** Whether its controller has taken the route. */
    boolean accepts(KubeObject route) {
        return route.at("status.parents").items().stream()
                .filter(status -> of(status.get("parentRef"), route.namespace()).equals(this))
                .flatMap(status -> status.get("conditions").items().stream())
                .flatMap(condition ->
                        Stream.of(condition).filter(one -> one.get("type").is("Accepted")))
                .anyMatch(condition -> condition.get("status").is("True"));
    }
}
