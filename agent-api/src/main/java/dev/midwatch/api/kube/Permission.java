package dev.midwatch.api.kube;

import java.util.List;
import java.util.Objects;

/**
 * A right that a check, a tool or an action needs, declared as a value. From the declarations come the tools that are offered or
 * withheld, the printed ClusterRole, and the guard that refuses every call outside them.
 *
 * @param verb        one verb of RBAC
 * @param type        on which resource type; {@link #ANY} for whatever the identity may read
 * @param subresource {@code log}, {@code scale}, {@code eviction}; empty for the resource itself
 * @param fields      for a list: the paths below the object that are read ({@code status}, {@code spec.nodeName},
 *                    {@code spec.containers.image}: a path goes through lists), so that nothing else is kept in memory;
 *                    empty: everything
 * @param onDemand    for a list: whether it is read only once somebody asks for it; else it is read ahead, with others at the same time
 */
public record Permission(Verb verb, ResourceType type, String subresource, List<String> fields, boolean onDemand) {
    /** Ends a field of which only the size is wanted, {@code data:size}: in its place stands the number of characters of its texts. */
    public static final String SIZE = ":size";

    /** Stands for every resource type, in a {@link #readAny()} only. */
    public static final ResourceType ANY = ResourceType.cluster("*", "*", "*", "*");

    public Permission {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(subresource, "subresource");
        fields = List.copyOf(fields);
        if (type.equals(ANY) && !verb.reads()) {
            throw new IllegalArgumentException("a permission to write names its resource type");
        }
    }

    /** To list a type, keeping only these fields of each object. */
    public static Permission list(ResourceType type, String... fields) {
        return new Permission(Verb.LIST, type, "", List.of(fields), false);
    }

    public static Permission get(ResourceType type) {
        return of(Verb.GET, type);
    }

    /** To read the logs of pods. */
    public static Permission logs() {
        return of(Verb.GET, ResourceType.PODS).on("log");
    }

    /**
     * To read whatever the identity may read. It asks for nothing in the printed ClusterRole; each read is still judged by the
     * API server.
     */
    public static Permission readAny() {
        return of(Verb.GET, ANY);
    }

    public static Permission of(Verb verb, ResourceType type) {
        return new Permission(verb, type, "", List.of(), false);
    }

    /** The same on a subresource. */
    public Permission on(String name) {
        return new Permission(verb, type, name, fields, onDemand);
    }

    /**
     * The same list, for whoever mostly does without: one that asks for Challenges only while an Order is pending. A list that another
     * check reads ahead is there all the same.
     */
    public Permission whenAsked() {
        return new Permission(verb, type, subresource, fields, true);
    }

    /** As RBAC rules write it: {@code pods}, {@code pods/log}. */
    public String resource() {
        return subresource.isEmpty() ? type.plural() : type.plural() + "/" + subresource;
    }

    /** {@code list pods}, {@code get pods/log}, {@code patch deployments.apps}. */
    @Override
    public String toString() {
        String resource = subresource.isEmpty()
                ? type.toString()
                : resource() + (type.group().isEmpty() ? "" : "." + type.group());
        return verb + " " + resource;
    }
}
