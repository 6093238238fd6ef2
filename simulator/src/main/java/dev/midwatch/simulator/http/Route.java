package dev.midwatch.simulator.http;

import dev.midwatch.simulator.rbac.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a path and method ask for. With no resource it is a plain path (discovery, version, health). */
record Route(
        String method,
        String path,
        String verb,
        String group,
        String version,
        String namespace,
        String resource,
        String name,
        String subresource) {

    static Route of(String method, String rawPath, Map<String, String> query) {
        List<String> parts = new ArrayList<>();
        for (String part : rawPath.split("/")) {
            if (!part.isEmpty()) {
                parts.add(Request.decode(part));
            }
        }
        String path = "/" + String.join("/", parts);
        boolean core = parts.size() > 2 && parts.get(0).equals("api");
        boolean grouped = parts.size() > 3 && parts.get(0).equals("apis");
        if (!core && !grouped) {
            return new Route(method, path, plainVerb(method), "", "", "", "", "", "");
        }
        String group = core ? "" : parts.get(1);
        String version = core ? parts.get(1) : parts.get(2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        String namespace = "";
        if (rest.get(0).equals("namespaces") && rest.size() > 1) {
            boolean ofNamespace =
                    rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2));
            if (rest.size() > 2 && !ofNamespace) {
                namespace = rest.get(1);
                rest = rest.subList(2, rest.size());
            } else {
                namespace = rest.get(1);
            }
        }
        String resource = rest.get(0);
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "";
        if (subresource.startsWith("proxy/")) {
            // What lies behind it is another server's; rights are judged by the proxy alone.
            subresource = "proxy";
        }
        String verb = verb(method, name, query);
        return new Route(method, path, verb, group, version, namespace, resource, name, subresource);
    }

    private static String plainVerb(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private static String verb(String method, String name, Map<String, String> query) {
        boolean watch = List.of("true", "1").contains(query.getOrDefault("watch", ""));
        return switch (method) {
            case "GET", "HEAD" -> watch ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    boolean isResource() {
        return !resource.isEmpty();
    }

    /** Where the object lives; a namespace object itself lives nowhere, but asking for it is judged inside it. */
    String storedNamespace() {
        return group.isEmpty() && resource.equals("namespaces") ? "" : namespace;
    }

    Attributes attributes() {
        return isResource()
                ? new Attributes(verb, group, resource, subresource, namespace, name, path)
                : Attributes.ofPath(verb, path);
    }
}
