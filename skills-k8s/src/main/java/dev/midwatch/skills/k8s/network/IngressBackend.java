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
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ingresses that cannot serve: no such Service or port behind them, no certificate, no controller. */
public final class IngressBackend implements Check {
    private static final ResourceType CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");

    @Override
    public String name() {
        return "ingress-backend";
    }

    @Override
    public String description() {
        return "Ingresses whose Service, port, TLS Secret or class does not exist";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.INGRESSES,
                        "metadata.annotations",
                        "spec.ingressClassName",
                        "spec.defaultBackend",
                        "spec.rules",
                        "spec.tls.secretName",
                        "status.loadBalancer"),
                Permission.list(ResourceType.SERVICES, "spec.type", "spec.ports.name", "spec.ports.port"),
                Inventory.namesOf(ResourceType.SECRETS),
                Permission.list(CERTIFICATES, "spec.secretName").whenAsked(),
                Permission.list(ResourceType.INGRESS_CLASSES, "metadata.annotations")
                        .whenAsked(),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(1), "how long after an Ingress its Service may come"),
                new Setting(
                        "tls_after", Duration.ofMinutes(10), "how long after an Ingress its certificate may be issued"),
                new Setting(
                        "class_after", Duration.ofMinutes(5), "how long a controller may take to serve a new Ingress"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Inventory services = Inventory.of(context, ResourceType.SERVICES);
        Inventory secrets = Inventory.of(context, ResourceType.SECRETS);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject ingress : context.cluster().list(ResourceType.INGRESSES)) {
            if (!namespaces.keep(ingress) || !Age.reached(context, ingress.created(), "after", ingress)) {
                continue;
            }
            backends(ingress)
                    .map(backend -> judge(ingress, backend, services))
                    .flatMap(Optional::stream)
                    // It may be the Service that has changed.
                    .map(finding -> finding.sustained(context.duration("after", ingress)))
                    .forEach(findings::add);
            if (Age.reached(context, ingress.created(), "tls_after", ingress)) {
                withoutSecrets(context, ingress, secrets)
                        .map(finding -> finding.sustained(context.duration("tls_after", ingress)))
                        .forEach(findings::add);
            }
            withoutClass(context, ingress).ifPresent(findings::add);
            refused(ingress).ifPresent(findings::add);
        }
        return findings;
    }

    private static Stream<Json> backends(KubeObject ingress) {
        return Stream.concat(
                        Stream.of(ingress.at("spec.defaultBackend")),
                        ingress.at("spec.rules").items().stream()
                                .flatMap(rule -> rule.at("http.paths").items().stream())
                                .map(path -> path.get("backend")))
                .map(backend -> backend.get("service"))
                .filter(service -> !service.get("name").text().isEmpty())
                // So AWS's controller has it where an annotation says what to do, and then the name is no Service's.
                .filter(service -> !service.at("port.name").is("use-annotation"))
                .distinct();
    }

    private static Optional<Finding> judge(KubeObject ingress, Json backend, Inventory services) {
        String name = backend.get("name").text();
        ObjectRef service = ObjectRef.of(ResourceType.SERVICES, ingress.namespace(), name);
        if (services.lacks(ingress.namespace(), name)) {
            return Optional.of(about(Finding.critical("IngressBackendMissing", ingress), ingress)
                    .causeClass(name)
                    .summary("%s leads to %s, which does not exist".formatted(ingress, service))
                    .cause(services.nearest(ingress.namespace(), name))
                    .dependsOn(service));
        }
        return services.find(ingress.namespace(), name)
                .filter(found -> !found.at("spec.type").is("ExternalName") && !hasPort(found, backend.get("port")))
                .map(found -> about(Finding.critical("IngressPortUndefined", ingress), ingress)
                        .causeClass(name)
                        .summary("%s leads to port %s of %s, which has no such port"
                                .formatted(ingress, portText(backend), found))
                        .cause("it has "
                                + found.at("spec.ports").items().stream()
                                        .map(port -> (port.get("name").text() + " "
                                                        + port.get("port").text())
                                                .strip())
                                        .collect(Collectors.joining(", ")))
                        .dependsOn(service));
    }

    private static String portText(Json backend) {
        return backend.at("port.name").text(backend.at("port.number").text());
    }

    private static boolean hasPort(KubeObject service, Json wanted) {
        return service.at("spec.ports").items().stream()
                .anyMatch(port -> wanted.get("name").isPresent()
                        ? port.get("name").is(wanted.get("name").text())
                        : port.get("port").is(wanted.get("number").text()));
    }

    private static Stream<Finding> withoutSecrets(CheckContext context, KubeObject ingress, Inventory secrets) {
        return ingress.at("spec.tls").items().stream()
                .map(tls -> tls.get("secretName").text())
                .filter(name -> !name.isEmpty() && secrets.lacks(ingress.namespace(), name))
                .distinct()
                .map(name -> about(Finding.warning("IngressTlsSecretMissing", ingress), ingress)
                        .causeClass(name)
                        .summary("%s takes its certificate from Secret %s/%s, which does not exist"
                                .formatted(ingress, ingress.namespace(), name))
                        .cause(secrets.nearest(ingress.namespace(), name))
                        .dependsOn(Stream.concat(
                                        Stream.of(ObjectRef.of(ResourceType.SECRETS, ingress.namespace(), name)),
                                        certificates(context, ingress.namespace(), name))
                                .toList()));
    }

    /** The Certificates that are to fill the Secret; cert-manager names the one it makes for an Ingress after it. */
    private static Stream<ObjectRef> certificates(CheckContext context, String namespace, String secret) {
        return Stream.concat(
                        Stream.of(ObjectRef.of(CERTIFICATES, namespace, secret)),
                        Inventory.of(context, CERTIFICATES).in(namespace).stream()
                                .filter(certificate ->
                                        certificate.at("spec.secretName").is(secret))
                                .map(KubeObject::ref))
                .distinct();
    }

    /** An Ingress that has an address is served by somebody, whatever its class. */
    private static Optional<Finding> withoutClass(CheckContext context, KubeObject ingress) {
        boolean served = !ingress.at("status.loadBalancer.ingress").items().isEmpty();
        if (served || !Age.reached(context, ingress.created(), "class_after", ingress)) {
            return Optional.empty();
        }
        return IngressClasses.of(context)
                .missing(ingress)
                .map(cause -> about(Finding.warning("IngressClassMissing", ingress), ingress)
                        .sustained(context.duration("class_after", ingress))
                        .summary("No controller serves %s".formatted(ingress))
                        .cause(cause));
    }

    private static Optional<Finding> refused(KubeObject ingress) {
        return ingress.at("status.loadBalancer.ingress").items().stream()
                .flatMap(address -> address.get("ports").items().stream())
                .filter(port -> !port.get("error").text().isEmpty())
                .findFirst()
                .map(port -> about(Finding.warning("IngressLoadBalancerError", ingress), ingress)
                        .summary("The load balancer of %s reports an error on port %s"
                                .formatted(ingress, port.get("port").text()))
                        .cause(OneLine.of(port.get("error").text())));
    }

    private static Finding about(Finding finding, KubeObject ingress) {
        return finding.look("kubectl -n %s describe ingress %s".formatted(ingress.namespace(), ingress.name()));
    }
}
