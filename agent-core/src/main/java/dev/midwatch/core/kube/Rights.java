package dev.midwatch.core.kube;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import java.util.List;

/**
 * What the API server says an identity may do in one namespace, everything granted for the whole cluster included.
 *
 * @param rules    about resources; one grants what all its lists name
 * @param paths    about addresses that are no resources, {@code /metrics}
 * @param complete whether that is all: false where an authorizer other than RBAC decides too
 */
public record Rights(List<Rule> rules, List<String> paths, boolean complete) {
    private static final String ALL = "*";

    public Rights {
        rules = List.copyOf(rules);
        paths = List.copyOf(paths);
    }

    /** One rule, as RBAC writes it; of {@code names}, if there are any, only those objects. */
    public record Rule(List<String> verbs, List<String> groups, List<String> resources, List<String> names) {
        public Rule {
            verbs = List.copyOf(verbs);
            groups = List.copyOf(groups);
            resources = List.copyOf(resources);
            names = List.copyOf(names);
        }

        /** Whether it grants that on every object; what it grants on named ones alone is not enough for a list, nor for the next object. */
        public boolean grants(Permission permission) {
            return names.stream().allMatch(String::isEmpty)
                    && has(verbs, permission.verb().toString())
                    && has(groups, permission.type().group())
                    && resources.stream().anyMatch(resource -> fits(resource, permission));
        }

        private static boolean has(List<String> granted, String wanted) {
            return granted.contains(ALL) || granted.contains(wanted);
        }

        private static boolean fits(String resource, Permission permission) {
            String sub = permission.subresource();
            return resource.equals(ALL)
                    || resource.equals(permission.resource())
                    || !sub.isEmpty() && resource.equals(ALL + "/" + sub);
        }
    }

    static Rights of(Json status) {
        return new Rights(
                status.get("resourceRules").items().stream()
                        .map(rule -> new Rule(
                                rule.get("verbs").texts(),
                                rule.get("apiGroups").texts(),
                                rule.get("resources").texts(),
                                rule.get("resourceNames").texts()))
                        .toList(),
                status.get("nonResourceRules").items().stream()
                        .flatMap(rule -> rule.get("nonResourceURLs").texts().stream())
                        .toList(),
                !status.get("incomplete").isTrue());
    }

    /** Whether a rule grants it; what is not granted here may still be allowed if this is not complete. */
    public boolean grants(Permission permission) {
        return permission.type().equals(Permission.ANY) || rules.stream().anyMatch(rule -> rule.grants(permission));
    }
}
