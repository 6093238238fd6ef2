package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chain Certificate, CertificateRequest, Order, Challenge, each owned by the one before. Only what is under way counts: the requests
 * of earlier attempts stay in the cluster, whatever became of them.
 */
final class Issuance {
    static final ResourceType REQUESTS =
            ResourceType.namespaced("cert-manager.io", "v1", "certificaterequests", "CertificateRequest");
    static final ResourceType ORDERS = ResourceType.namespaced("acme.cert-manager.io", "v1", "orders", "Order");
    static final ResourceType CHALLENGES =
            ResourceType.namespaced("acme.cert-manager.io", "v1", "challenges", "Challenge");

    static final List<Permission> PERMISSIONS = permissions();

    private final Map<String, Certificate> certificates = new HashMap<>();
    private final Map<String, KubeObject> links = new HashMap<>();
    private final Map<String, List<KubeObject>> children = new HashMap<>();

    private Issuance() {}

    /**
     * Asks for orders only where an issuer speaks ACME and a request is open, for challenges only while an order is, and for nothing where
     * there is neither issuer nor certificate.
     */
    static Issuance of(CheckContext context) throws ClusterException {
        Issuance chain = new Issuance();
        Certificate.in(context)
                .forEach(one -> chain.certificates.put(one.object().ref().key(), one));
        List<Issuer> issuers = Issuer.in(context);
        if (issuers.isEmpty() && chain.certificates.isEmpty()) {
            return chain;
        }
        chain.read(context, REQUESTS);
        boolean waiting = chain.current(REQUESTS).stream()
                .anyMatch(request ->
                        request.condition("Ready").filter(Condition::isTrue).isEmpty());
        if (waiting && issuers.stream().anyMatch(Issuer::isAcme)) {
            chain.read(context, ORDERS);
            if (chain.current(ORDERS).stream()
                    .anyMatch(order -> !order.at("status.state").is("valid"))) {
                chain.read(context, CHALLENGES);
            }
        }
        return chain;
    }

    private void read(CheckContext context, ResourceType type) throws ClusterException {
        context.cluster().list(type).forEach(this::add);
    }

    private void add(KubeObject link) {
        links.put(link.ref().key(), link);
        link.controller()
                .ifPresent(owner -> children.computeIfAbsent(owner.key(), none -> new ArrayList<>())
                        .add(link));
    }

    /** The objects of a type that are under way. */
    List<KubeObject> current(ResourceType type) {
        return links.values().stream()
                .filter(link -> link.type().toString().equals(type.toString()))
                .filter(link -> link.deletionRequested().isEmpty() && isCurrent(link))
                .sorted(Comparator.comparing(link -> link.ref().key()))
                .toList();
    }

    private boolean isCurrent(KubeObject link) {
        if (link.controller().isEmpty()) {
            return true;
        }
        String owner = link.controller().get().key();
        if (certificates.containsKey(owner)) {
            return isNewest(link, owner) && certificates.get(owner).isUnderWay();
        }
        KubeObject above = links.get(owner);
        return above == null || isCurrent(above) && (isOf(link, CHALLENGES) || isNewest(link, owner));
    }

    private static boolean isOf(KubeObject link, ResourceType type) {
        return link.type().toString().equals(type.toString());
    }

    private boolean isNewest(KubeObject link, String owner) {
        Comparator<KubeObject> byAge = Comparator.comparing(one -> one.created().orElse(Instant.EPOCH));
        return children.get(owner).stream()
                .max(byAge.thenComparing(KubeObject::name))
                .filter(link::equals)
                .isPresent();
    }

    /** What it waits for in turn. */
    List<ObjectRef> below(KubeObject link) {
        return children.getOrDefault(link.ref().key(), List.of()).stream()
                .map(KubeObject::ref)
                .toList();
    }

    /** Whose certificate it is to bring; the object itself if nobody's that can be seen. */
    ObjectRef origin(KubeObject link) {
        ObjectRef owner = link.controller().orElse(link.ref());
        KubeObject above = links.get(owner.key());
        return above == null || above.equals(link)
                ? Optional.ofNullable(certificates.get(owner.key()))
                        .map(certificate -> certificate.object().ref())
                        .orElse(owner)
                : origin(above);
    }

    /** Whether what it is to replace still does its work. */
    boolean isRenewal(KubeObject link) {
        return Optional.ofNullable(certificates.get(origin(link).key()))
                .flatMap(Certificate::ready)
                .filter(Condition::isTrue)
                .isPresent();
    }

    private static List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Certificate.PERMISSIONS);
        all.addAll(Issuer.PERMISSIONS);
        all.add(Permission.list(REQUESTS, "spec.issuerRef", "status.conditions", "status.failureTime"));
        all.add(Permission.list(
                        ORDERS,
                        "spec.issuerRef",
                        "spec.dnsNames",
                        "status.state",
                        "status.reason",
                        "status.failureTime")
                .whenAsked());
        all.add(Permission.list(
                        CHALLENGES,
                        "spec.issuerRef",
                        "spec.type",
                        "spec.dnsName",
                        "status.state",
                        "status.reason",
                        "status.presented",
                        "status.processing")
                .whenAsked());
        return List.copyOf(all);
    }
}
