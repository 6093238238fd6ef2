package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programs that may read ConfigMaps or Secrets through the API, whatever their pods mention. Where one runs, nobody can say from outside
 * what it reads. One that may read those of all namespaces is taken to read its own configuration only in its own.
 */
final class ApiReaders {
    static final List<Permission> PERMISSIONS = List.of(
            Binding.PERMISSIONS.get(0),
            Binding.PERMISSIONS.get(1),
            Permission.list(ResourceType.ROLES, "rules"),
            Permission.list(ResourceType.CLUSTER_ROLES, "rules"));
    private static final Set<String> READS = Set.of("get", "list", "watch", "*");

    private final Set<String> read = new HashSet<>();

    private ApiReaders() {}

    /**
     * @param accounts {@code namespace/name} of the service accounts that pods run as
     * @param mentions gets the names of the very objects that roles give
     */
    static ApiReaders of(CheckContext context, Collection<String> accounts, Mentions mentions) throws ClusterException {
        Map<String, List<Json>> rules = new HashMap<>();
        for (ResourceType type : List.of(ResourceType.ROLES, ResourceType.CLUSTER_ROLES)) {
            for (KubeObject role : Referrers.whole(context, type)) {
                List<Json> given = role.at("rules").items();
                given.forEach(rule -> mentions.words(rule.get("resourceNames")));
                rules.put(role.ref().key(), given);
            }
        }
        List<Binding> bindings = new ArrayList<>();
        Referrers.whole(context, ResourceType.ROLE_BINDINGS).forEach(one -> bindings.add(new Binding(one)));
        Referrers.whole(context, ResourceType.CLUSTER_ROLE_BINDINGS).forEach(one -> bindings.add(new Binding(one)));
        ApiReaders readers = new ApiReaders();
        for (Binding binding : bindings) {
            for (Json rule : rules.getOrDefault(binding.role().key(), List.of())) {
                readers.add(binding, rule, accounts);
            }
        }
        return readers;
    }

    private void add(Binding binding, Json rule, Collection<String> accounts) {
        List<String> groups = rule.get("apiGroups").texts();
        boolean reads = rule.get("verbs").texts().stream().anyMatch(READS::contains)
                && (groups.contains("") || groups.contains("*"))
                && rule.get("resourceNames").items().isEmpty();
        if (!reads) {
            return;
        }
        List<String> resources = rule.get("resources").texts();
        for (String account : accounts) {
            String namespace = account.substring(0, account.indexOf('/'));
            if (binding.gives(namespace, account.substring(namespace.length() + 1))) {
                String where = binding.object().namespace().isEmpty()
                        ? namespace
                        : binding.object().namespace();
                for (ResourceType type : List.of(ResourceType.CONFIG_MAPS, ResourceType.SECRETS)) {
                    if (resources.contains(type.plural()) || resources.contains("*")) {
                        read.add(type.plural() + "/" + where);
                    }
                }
            }
        }
    }

    /** Whether a program may read the objects of a type in a namespace. */
    boolean reach(ResourceType type, String namespace) {
        return read.contains(type.plural() + "/" + namespace);
    }
}
