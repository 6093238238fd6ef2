package dev.midwatch.skills.k8s.gateway;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gateways that do not serve: no class or controller, not accepted, not programmed, a listener that is refused. */
public final class Gateways implements Check {
    @Override
    public String name() {
        return "gateways";
    }

    @Override
    public String description() {
        return "Gateways and their classes that are not accepted or not programmed";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(GatewayTypes.CLASSES, "spec.controllerName", "status.conditions")
                        .whenAsked(),
                Permission.list(
                        GatewayTypes.GATEWAYS,
                        "spec.gatewayClassName",
                        "spec.listeners",
                        "status.conditions",
                        "status.listeners"),
                Permission.list(ResourceType.SERVICES, "spec.type"),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long a controller may take with a class or Gateway"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<KubeObject> gateways = context.cluster().list(GatewayTypes.GATEWAYS);
        List<Finding> findings = new ArrayList<>();
        // One that is served has its class.
        boolean served = gateways.stream().allMatch(Gateways::isServed);
        Optional<Inventory> classes =
                served ? Optional.empty() : Optional.of(Inventory.of(context, GatewayTypes.CLASSES));
        classes.ifPresent(known -> known.in("").stream()
                .flatMap(one -> refusedClass(context, one).stream())
                .forEach(findings::add));
        for (KubeObject gateway : gateways) {
            if (namespaces.keep(gateway) && Age.reached(context, gateway.created(), "after", gateway)) {
                classes.flatMap(known -> unserved(context, gateway, known))
                        .or(() -> refused(context, gateway))
                        .map(Stream::of)
                        .orElseGet(() -> listeners(context, gateway))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static boolean isServed(KubeObject gateway) {
        return Stream.of("Accepted", "Programmed")
                .allMatch(type ->
                        gateway.condition(type).filter(Condition::isTrue).isPresent());
    }

    /** A class that waits for a controller is nobody's trouble until a Gateway wants it. */
    private static Optional<Finding> refusedClass(CheckContext context, KubeObject found) {
        return found.condition("Accepted")
                .filter(Condition::isFalse)
                .filter(accepted -> Age.reached(context, accepted.since(), "after", found))
                .map(accepted -> Finding.warning("GatewayClassNotAccepted", found)
                        .summary("The controller does not accept %s".formatted(found))
                        .cause(words(accepted))
                        .since(accepted.since())
                        .look("kubectl describe gatewayclass " + found.name()));
    }

    private static Optional<Finding> unserved(CheckContext context, KubeObject gateway, Inventory classes) {
        String name = gateway.at("spec.gatewayClassName").text();
        ObjectRef wanted = ObjectRef.of(GatewayTypes.CLASSES, "", name);
        if (classes.lacks("", name)) {
            return Optional.of(about(Finding.critical("GatewayClassMissing", gateway), gateway)
                    .sustained(context.duration("after", gateway))
                    .summary("%s wants %s, which does not exist".formatted(gateway, wanted))
                    .cause(classes.nearest("", name))
                    .dependsOn(wanted));
        }
        return classes.find("", name)
                .filter(found ->
                        found.condition("Accepted").filter(Gateways::isDecided).isEmpty())
                .filter(found ->
                        gateway.condition("Accepted").filter(Condition::isTrue).isEmpty())
                .map(found -> about(Finding.critical("GatewayClassMissing", gateway), gateway)
                        .sustained(context.duration("after", gateway))
                        .causeClass("no-controller")
                        .summary("No controller serves %s".formatted(gateway))
                        .cause("none answers for %s as %s"
                                .formatted(
                                        found, found.at("spec.controllerName").text()))
                        .dependsOn(wanted));
    }

    private static boolean isDecided(Condition condition) {
        return condition.isTrue() || condition.isFalse();
    }

    private static Optional<Finding> refused(CheckContext context, KubeObject gateway) {
        return Stream.of("Accepted", "Programmed")
                .flatMap(type -> gateway.condition(type).stream())
                .filter(condition -> !condition.isTrue())
                .filter(condition -> Age.reached(context, lasting(condition), "after", gateway))
                .findFirst()
                .map(condition -> about(Finding.critical("GatewayNotReady", gateway), gateway)
                        .causeClass(condition.type())
                        .summary("%s is not %s"
                                .formatted(gateway, condition.type().equals("Accepted") ? "accepted" : "programmed"))
                        .cause(words(condition))
                        .since(lasting(condition))
                        .sustained(lasting(condition).isPresent() ? Duration.ZERO : context.duration("after", gateway))
                        .dependsOn(behind(context, gateway)));
    }

    /** The API itself gives a new Gateway conditions that wait for a controller, and dates them 1970. */
    private static Optional<Instant> lasting(Condition condition) {
        return condition.since().filter(since -> since.isAfter(Instant.EPOCH));
    }

    /** Its class, and the Services and workloads that a controller made for it and labelled so. */
    private static List<ObjectRef> behind(CheckContext context, KubeObject gateway) {
        List<ObjectRef> behind = new ArrayList<>();
        behind.add(ObjectRef.of(
                GatewayTypes.CLASSES, "", gateway.at("spec.gatewayClassName").text()));
        Inventory.of(context, ResourceType.SERVICES).in(gateway.namespace()).stream()
                .filter(service -> service.labels()
                        .getOrDefault(GatewayTypes.GROUP + "/gateway-name", "")
                        .equals(gateway.name()))
                .map(KubeObject::ref)
                .forEach(behind::add);
        return behind;
    }

    private static Stream<Finding> listeners(CheckContext context, KubeObject gateway) {
        return gateway.at("status.listeners").items().stream()
                .flatMap(listener -> fault(listener)
                        .filter(condition -> Age.reached(
                                context, condition.get("lastTransitionTime").time(), "after", gateway))
                        .map(condition -> listener(gateway, listener.get("name").text(), condition))
                        .stream());
    }

    private static Optional<Json> fault(Json listener) {
        return listener.get("conditions").items().stream()
                .filter(condition -> switch (condition.get("type").text()) {
                    case "Accepted", "ResolvedRefs", "Programmed" ->
                        condition.get("status").is("False");
                    case "Conflicted" -> condition.get("status").is("True");
                    default -> false;
                })
                .findFirst();
    }

    private static Finding listener(KubeObject gateway, String name, Json condition) {
        return about(Finding.warning("GatewayListenerRefused", gateway), gateway)
                .causeClass(name)
                .summary("Listener %s of %s does not work".formatted(name, gateway))
                .cause(OneLine.of(condition.get("reason").text() + ": "
                        + condition.get("message").text()))
                .since(condition.get("lastTransitionTime").time())
                .dependsOn(certificates(gateway, name));
    }

    /** cert-manager names the Certificate it makes for a Gateway after the Secret. */
    private static List<ObjectRef> certificates(KubeObject gateway, String name) {
        return gateway.at("spec.listeners").items().stream()
                .filter(listener -> listener.get("name").is(name))
                .flatMap(listener -> listener.at("tls.certificateRefs").items().stream())
                .flatMap(ref -> {
                    String namespace = ref.get("namespace").text(gateway.namespace());
                    String secret = ref.get("name").text();
                    return Stream.of(
                            ObjectRef.of(ResourceType.SECRETS, namespace, secret),
                            new ObjectRef("cert-manager.io/v1", "Certificate", namespace, secret, ""));
                })
                .toList();
    }

    private static String words(Condition condition) {
        return OneLine.of(condition.reason() + ": " + condition.message());
    }

    private static Finding about(Finding finding, KubeObject gateway) {
        // Istio has gateways of its own.
        return finding.look(
                "kubectl -n %s describe %s %s".formatted(gateway.namespace(), gateway.type(), gateway.name()));
    }
}
