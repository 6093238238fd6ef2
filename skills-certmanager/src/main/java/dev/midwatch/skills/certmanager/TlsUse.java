package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who serves what with which Secret.
 *
 * @param user   an Ingress or a Gateway
 * @param secret where the certificate is
 * @param hosts  for which it is shown; empty if any
 */
record TlsUse(KubeObject user, ObjectRef secret, List<String> hosts) {
    private static final ResourceType GATEWAYS =
            ResourceType.namespaced("gateway.networking.k8s.io", "v1", "gateways", "Gateway");

    static final List<Permission> PERMISSIONS = List.of(
            Permission.list(ResourceType.INGRESSES, "spec.tls", "spec.rules.host"),
            Permission.list(GATEWAYS, "spec.listeners.hostname", "spec.listeners.tls.certificateRefs"));

    TlsUse {
        hosts = List.copyOf(hosts);
    }

    /** All that are meant to stay and can be seen: one type that is hidden does not hide the other. */
    static List<TlsUse> in(CheckContext context) throws ClusterException {
        List<TlsUse> uses = new ArrayList<>();
        List<ClusterException> hidden = new ArrayList<>();
        for (ResourceType type : List.of(ResourceType.INGRESSES, GATEWAYS)) {
            try {
                context.cluster().list(type).stream()
                        .filter(object -> object.deletionRequested().isEmpty())
                        .flatMap(object -> type.equals(GATEWAYS) ? ofGateway(object) : ofIngress(object))
                        .forEach(uses::add);
            } catch (ClusterException e) {
                hidden.add(e);
            }
        }
        if (hidden.size() == 2) {
            throw hidden.get(0);
        }
        return uses;
    }

    private static Stream<TlsUse> ofIngress(KubeObject ingress) {
        List<String> ruled = ingress.at("spec.rules").items().stream()
                .map(rule -> rule.get("host").text())
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
        List<Json> all = ingress.at("spec.tls").items();
        return all.stream()
                .filter(tls -> !tls.get("secretName").text().isEmpty())
                .map(tls -> {
                    List<String> named = tls.get("hosts").texts();
                    return new TlsUse(
                            ingress,
                            secret(ingress.namespace(), tls.get("secretName")),
                            // With several, which is for which host is not said.
                            !named.isEmpty() ? named : all.size() == 1 ? ruled : List.of());
                });
    }

    private static Stream<TlsUse> ofGateway(KubeObject gateway) {
        return gateway.at("spec.listeners").items().stream()
                .flatMap(listener -> listener.at("tls.certificateRefs").items().stream()
                        .filter(ref -> ref.get("kind").text("Secret").equals("Secret"))
                        .map(ref -> new TlsUse(
                                gateway,
                                secret(ref.get("namespace").text(gateway.namespace()), ref.get("name")),
                                // With several, the one that fits is shown.
                                listener.at("tls.certificateRefs").items().size() > 1
                                        ? List.of()
                                        : Stream.of(listener.get("hostname").text())
                                                .filter(host -> !host.isEmpty())
                                                .toList())));
    }

    private static ObjectRef secret(String namespace, Json name) {
        return ObjectRef.of(ResourceType.SECRETS, namespace, name.text());
    }
}
