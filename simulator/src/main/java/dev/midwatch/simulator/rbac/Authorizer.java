package dev.midwatch.simulator.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import java.util.ArrayList;
import java.util.List;

/** Role-based access control over the objects in the store. */
public final class Authorizer {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private final ObjectStore store;
    private final Catalog catalog;

    /** allowed, and by which binding; or not, with what is broken (a role that does not exist), else "". */
    public record Verdict(boolean allowed, String reason) {}

    /** A rule and the binding that gives it. */
    private record Granted(JsonNode rule, String reason) {}

    public Authorizer(ObjectStore store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    public Verdict decide(User user, Attributes attributes) {
        if (user.groups().contains("system:masters")) {
            return new Verdict(true, "");
        }
        List<String> problems = new ArrayList<>();
        for (Granted granted : grants(user, attributes.namespace(), problems)) {
            if (Rules.allows(granted.rule(), attributes)) {
                return new Verdict(true, granted.reason());
            }
        }
        return new Verdict(
                false,
                switch (problems.size()) {
                    case 0 -> "";
                    case 1 -> "RBAC: " + problems.get(0);
                    default -> "RBAC: [" + String.join(", ", problems) + "]";
                });
    }

    /** Every rule in force for a user in a namespace, cluster-wide ones first. */
    public List<JsonNode> rules(User user, String namespace) {
        if (user.groups().contains("system:masters")) {
            return List.of(
                    Json.parseObject("{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}"),
                    Json.parseObject("{\"verbs\":[\"*\"],\"nonResourceURLs\":[\"*\"]}"));
        }
        return grants(user, namespace, new ArrayList<>()).stream()
                .map(Granted::rule)
                .toList();
    }

    private List<Granted> grants(User user, String namespace, List<String> problems) {
        List<Granted> granted = new ArrayList<>();
        for (Stored binding : store.list(ObjectQuery.all(catalog.get(GROUP, "clusterrolebindings")))) {
            addRules(binding.tree(), "ClusterRoleBinding \"" + binding.name() + "\"", user, granted, problems);
        }
        if (!namespace.isEmpty()) {
            for (Stored binding : store.list(ObjectQuery.in(catalog.get(GROUP, "rolebindings"), namespace))) {
                String name = binding.name() + "/" + namespace;
                addRules(binding.tree(), "RoleBinding \"" + name + "\"", user, granted, problems);
            }
        }
        return granted;
    }

    private void addRules(JsonNode binding, String source, User user, List<Granted> granted, List<String> problems) {
        JsonNode subject = subjectFor(user, binding);
        if (subject.isMissingNode()) {
            return;
        }
        String kind = Json.text(binding, "roleRef", "kind");
        String role = Json.text(binding, "roleRef", "name");
        String plural = kind.equals("ClusterRole") ? "clusterroles" : "roles";
        String where = kind.equals("ClusterRole") ? "" : Meta.namespace(binding);
        var found = store.find(catalog.get(GROUP, plural), where, role);
        if (found.isEmpty()) {
            problems.add(plural.substring(0, plural.length() - 1) + "." + GROUP + " \"" + role + "\" not found");
            return;
        }
        String reason = "RBAC: allowed by " + source + " of " + kind + " \"" + role + "\" to "
                + described(subject, Meta.namespace(binding));
        found.get().tree().path("rules").forEach(rule -> granted.add(new Granted(rule, reason)));
    }

    private static String described(JsonNode subject, String namespace) {
        String name = subject.path("name").asText();
        if (subject.path("kind").asText().equals("ServiceAccount")) {
            name += "/" + subject.path("namespace").asText(namespace);
        }
        return subject.path("kind").asText() + " \"" + name + "\"";
    }

    private static JsonNode subjectFor(User user, JsonNode binding) {
        for (JsonNode subject : binding.path("subjects")) {
            String name = subject.path("name").asText();
            boolean applies = switch (subject.path("kind").asText()) {
                case "User" -> user.name().equals(name);
                case "Group" -> user.groups().contains(name);
                case "ServiceAccount" ->
                    user.name()
                            .equals("system:serviceaccount:"
                                    + subject.path("namespace").asText(Meta.namespace(binding)) + ":" + name);
                default -> false;
            };
            if (applies) {
                return subject;
            }
        }
        return Json.MAPPER.missingNode();
    }
}
