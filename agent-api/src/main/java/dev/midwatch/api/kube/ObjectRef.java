package dev.midwatch.api.kube;

import java.util.Objects;

/**
 * Which object. Two references with and without a uid are not equal; ask {@link #sameAs} or compare {@link #key()}.
 *
 * @param apiVersion as in manifests, {@code apps/v1}
 * @param kind       {@code Deployment}
 * @param namespace  empty for an object of the whole cluster
 * @param name       its name
 * @param uid        its uid, empty where it is not known
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name, String uid) {
    public ObjectRef {
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(uid, "uid");
    }

    /** A reference by name, as manifests make them. */
    public static ObjectRef of(ResourceType type, String namespace, String name) {
        return new ObjectRef(type.apiVersion(), type.kind(), namespace, name, "");
    }

    /** Whether both name the same object, whatever is known of its uid; the API version does not matter, the group does. */
    public boolean sameAs(ObjectRef other) {
        return key().equals(other.key());
    }

    /** {@code apps/Deployment/shop/web}: for maps, without version and uid. */
    public String key() {
        int slash = apiVersion.indexOf('/');
        return (slash < 0 ? "" : apiVersion.substring(0, slash)) + "/" + kind + "/" + namespace + "/" + name;
    }

    /** For people: {@code Deployment shop/web}, {@code Node k3s-1}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
