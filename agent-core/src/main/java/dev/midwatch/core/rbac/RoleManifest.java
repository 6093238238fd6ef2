package dev.midwatch.core.rbac;

import dev.midwatch.core.rbac.DeclaredRights.Right;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The least roles that grant some rights: one for the cluster, and where only some namespaces are looked at one in each of them for
 * what is in namespaces.
 *
 * @param name           of roles
 * @param binding        of their bindings
 * @param serviceAccount who gets them, in {@code namespace}
 * @param namespaces     those that are looked at; empty: all
 */
public record RoleManifest(
        String name, String binding, String serviceAccount, String namespace, List<String> namespaces) {
    private static final String RBAC = "rbac.authorization.k8s.io";

    /** A rule of a role, of one resource, and who needs it. */
    public record Rule(String group, String resource, List<String> verbs, List<String> by) {
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("apiGroups", List.of(group));
            json.put("resources", List.of(resource));
            json.put("verbs", verbs);
            return json;
        }
    }

    /** An object of the manifest; {@code rules} of a role alone. */
    public record Part(Map<String, Object> head, List<Rule> rules) {
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>(head);
            if (!rules.isEmpty()) {
                json.put("rules", rules.stream().map(Rule::json).toList());
            }
            return json;
        }
    }

    /** @throws IllegalArgumentException if one of them is not a name for an object in Kubernetes */
    public RoleManifest {
        for (String each : List.of(name, binding, serviceAccount, namespace)) {
            if (!each.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                throw new IllegalArgumentException("not a name for an object in Kubernetes: " + each);
            }
        }
        namespaces = List.copyOf(namespaces);
    }

    public List<Part> parts(List<Right> rights) {
        List<Part> parts = new ArrayList<>();
        Map<String, Object> account = object("v1", "ServiceAccount", serviceAccount, namespace);
        parts.add(new Part(account, List.of()));
        Predicate<Right> inNamespaces =
                right -> !namespaces.isEmpty() && right.permission().type().namespaced();
        role(rules(rights, inNamespaces.negate()), "", parts);
        namespaces.forEach(each -> role(rules(rights, inNamespaces), each, parts));
        return parts;
    }

    private void role(List<Rule> rules, String where, List<Part> parts) {
        if (rules.isEmpty()) {
            return;
        }
        String kind = where.isEmpty() ? "ClusterRole" : "Role";
        parts.add(new Part(object(RBAC + "/v1", kind, name, where), rules));
        Map<String, Object> bound = object(RBAC + "/v1", kind + "Binding", binding, where);
        bound.put("roleRef", ordered("apiGroup", RBAC, "kind", kind, "name", name));
        bound.put(
                "subjects", List.of(ordered("kind", "ServiceAccount", "name", serviceAccount, "namespace", namespace)));
        parts.add(new Part(bound, List.of()));
    }

    /** The rules that grant these rights, by group and resource. */
    public static List<Rule> rules(List<Right> rights) {
        return rules(rights, every -> true);
    }

    /** In the order of the rights: by group and resource. */
    private static List<Rule> rules(List<Right> rights, Predicate<Right> wanted) {
        Map<String, List<Right>> byResource = new TreeMap<>();
        rights.stream()
                .filter(wanted)
                .forEach(right -> byResource
                        .computeIfAbsent(
                                right.permission().type().group() + " "
                                        + right.permission().resource(),
                                none -> new ArrayList<>())
                        .add(right));
        return byResource.values().stream()
                .map(some -> new Rule(
                        some.get(0).permission().type().group(),
                        some.get(0).permission().resource(),
                        some.stream()
                                .map(one -> one.permission().verb().toString())
                                .sorted()
                                .toList(),
                        DeclaredRights.by(some)))
                .toList();
    }

    private static Map<String, Object> object(String apiVersion, String kind, String name, String namespace) {
        Map<String, Object> object = ordered("apiVersion", apiVersion, "kind", kind);
        object.put(
                "metadata",
                namespace.isEmpty() ? ordered("name", name) : ordered("name", name, "namespace", namespace));
        return object;
    }

    private static Map<String, Object> ordered(String... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
