package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ResourceType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request's address.
 *
 * @param resource as RBAC names it, for counting and messages
 * @param single   whether it names one object
 */
record ApiPath(String path, Map<String, String> query, String resource, boolean single) {
    /** What no URL parser reads as more than one segment. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:@+=~-]+");

    private static final Pattern SUBRESOURCE = Pattern.compile("[a-z]*");

    ApiPath {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** All objects of a type, or those of one namespace. */
    static ApiPath list(ResourceType type, String namespace) {
        return new ApiPath(root(type, namespace), Map.of(), type.toString(), false);
    }

    static ApiPath object(ResourceType type, String namespace, String name) {
        return new ApiPath(root(type, namespace) + "/" + segment(name), Map.of(), type.toString(), true);
    }

    static ApiPath document(String path) {
        return StatsPath.is(path)
                ? new ApiPath(path, Map.of(), StatsPath.RESOURCE, true)
                : new ApiPath(path, Map.of(), path, false);
    }

    /** Whether a kubelet answers, and the API server only passes it on. */
    boolean proxied() {
        return resource.equals(StatsPath.RESOURCE);
    }

    ApiPath sub(String subresource) {
        if (!SUBRESOURCE.matcher(subresource).matches()) {
            throw new IllegalArgumentException("not a subresource: " + subresource);
        }
        return subresource.isEmpty()
                ? this
                : new ApiPath(path + "/" + subresource, query, resource + "/" + subresource, single);
    }

    ApiPath with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ApiPath(path, more, resource, single);
    }

    private static String root(ResourceType type, String namespace) {
        if (!Reachable.isType(type)) {
            throw new IllegalArgumentException("not a resource type: " + type);
        }
        String api = type.group().isEmpty() ? "/api/" + type.version() : "/apis/" + type.group() + "/" + type.version();
        return api + (type.namespaced() && !namespace.isEmpty() ? "/namespaces/" + segment(namespace) : "") + "/"
                + type.plural();
    }

    /** Whether an object can be called that, and a path with it leads nowhere else. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.startsWith("..") && !name.equals(".");
    }

    /** Names come from people and models: one that would lead elsewhere is not a name. */
    private static String segment(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of an object: " + name);
        }
        return name;
    }

    String verb(String method) {
        return switch (method) {
            case "GET" -> single ? "get" : query.containsKey("watch") ? "watch" : "list";
            case "POST" -> "create";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public String toString() {
        return path;
    }
}
