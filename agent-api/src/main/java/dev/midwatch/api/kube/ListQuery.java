package dev.midwatch.api.kube;

import java.util.Objects;

/**
 * Which objects to list. All checks of one cycle that ask for the same type and field selector share one read of the cluster;
 * namespaces and label selectors are applied to it in memory.
 *
 * @param namespace empty for all namespaces
 * @param labels    label selector as kubectl takes it, {@code app=web,tier!=cache,env in (a,b),!x}; empty for all
 * @param fields    field selector as kubectl takes it, applied by the API server; empty for all
 */
public record ListQuery(ResourceType type, String namespace, String labels, String fields) {
    public ListQuery {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(fields, "fields");
    }

    /** Every object of the type. */
    public static ListQuery of(ResourceType type) {
        return new ListQuery(type, "", "", "");
    }

    public ListQuery in(String otherNamespace) {
        return new ListQuery(type, otherNamespace, labels, fields);
    }

    public ListQuery labelled(String selector) {
        return new ListQuery(type, namespace, selector, fields);
    }

    public ListQuery where(String fieldSelector) {
        return new ListQuery(type, namespace, labels, fieldSelector);
    }
}
