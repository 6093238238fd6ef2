package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Issuer or ClusterIssuer, in cert-manager's words. */
record Issuer(KubeObject object) {
    static final ResourceType ISSUERS = ResourceType.namespaced("cert-manager.io", "v1", "issuers", "Issuer");
    static final ResourceType CLUSTER_ISSUERS =
            ResourceType.cluster("cert-manager.io", "v1", "clusterissuers", "ClusterIssuer");

    static final List<Permission> PERMISSIONS =
            List.of(Permission.list(ISSUERS, "spec", "status"), Permission.list(CLUSTER_ISSUERS, "spec", "status"));

    /** Where cert-manager looks for the Secrets of a ClusterIssuer, unless it is told otherwise. */
    static final String CLUSTER_NAMESPACE = "cert-manager";

    /** A Secret that the issuer's spec names; the key is empty where the kind of issuer fixes it. */
    record SecretRef(ObjectRef secret, String key) {}

    /** Issuers of both kinds that are meant to stay. */
    static List<Issuer> in(CheckContext context) throws ClusterException {
        List<Issuer> all = new ArrayList<>();
        for (ResourceType type : List.of(ISSUERS, CLUSTER_ISSUERS)) {
            context.cluster().list(type).stream()
                    .filter(object -> object.deletionRequested().isEmpty())
                    .map(Issuer::new)
                    .forEach(all::add);
        }
        return all;
    }

    boolean isClusterWide() {
        return object.namespace().isEmpty();
    }

    Optional<Condition> ready() {
        return object.condition("Ready");
    }

    boolean isAcme() {
        return object.at("spec.acme").isPresent();
    }

    boolean lacksAcmeAccount() {
        return isAcme() && object.at("status.acme.uri").text().isEmpty();
    }

    /** The Secrets that people have to provide, so without the ACME account's key, which cert-manager writes itself. */
    List<SecretRef> secretRefs() {
        List<SecretRef> refs = new ArrayList<>();
        String ca = object.at("spec.ca.secretName").text();
        if (!ca.isEmpty()) {
            refs.add(new SecretRef(secret(ca), "tls.crt"));
        }
        collect(object.at("spec"), refs);
        return refs;
    }

    private void collect(Json here, List<SecretRef> refs) {
        here.items().forEach(item -> collect(item, refs));
        for (Map.Entry<String, Json> member : here.members().entrySet()) {
            String name = member.getValue().get("name").text();
            if (refersToSecret(member.getKey()) && !name.isEmpty()) {
                refs.add(
                        new SecretRef(secret(name), member.getValue().get("key").text()));
            }
            collect(member.getValue(), refs);
        }
    }

    private static boolean refersToSecret(String field) {
        return !field.equals("privateKeySecretRef")
                && (field.endsWith("SecretRef") || field.equals("secretRef") || field.equals("credentialsRef"));
    }

    private ObjectRef secret(String name) {
        return ObjectRef.of(ResourceType.SECRETS, isClusterWide() ? CLUSTER_NAMESPACE : object.namespace(), name);
    }

    String look() {
        return isClusterWide()
                ? "kubectl describe clusterissuer " + object.name()
                : "kubectl -n %s describe issuer %s".formatted(object.namespace(), object.name());
    }
}
