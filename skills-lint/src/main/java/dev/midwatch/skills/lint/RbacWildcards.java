package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Roles that reach everything, and that somebody has. An operator's wildcard over its own API group is none of it, nor are the roles of
 * the API server and the pieces that are aggregated into them.
 */
final class RbacWildcards implements Hygiene {
    private static final String ANY = "*";

    @Override
    public String name() {
        return "rbac-wildcards";
    }

    @Override
    public String description() {
        return "Roles with wildcards that are bound to somebody";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Binding.PERMISSIONS.stream(),
                        Stream.of(ResourceType.ROLES, ResourceType.CLUSTER_ROLES)
                                .map(type -> Permission.list(type, "rules", "aggregationRule")))
                .toList();
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Binding> bindings = Binding.all(context);
        List<KubeObject> roles = new ArrayList<>(context.cluster().list(ResourceType.CLUSTER_ROLES));
        roles.addAll(context.cluster().list(ResourceType.ROLES));
        List<Finding> findings = new ArrayList<>();
        for (KubeObject role : roles) {
            List<String> subjects = bindings.stream()
                    .filter(binding -> binding.role().sameAs(role.ref()))
                    .flatMap(binding -> binding.subjects().stream())
                    .distinct()
                    .toList();
            if (!subjects.isEmpty() && isWritten(role) && Hygiene.concerns(context, role)) {
                widest(role).ifPresent(rule -> findings.add(finding(role, rule, subjects)));
            }
        }
        return findings;
    }

    private static boolean isWritten(KubeObject role) {
        return !Binding.isOfSystem(role)
                && !role.at("aggregationRule").isPresent()
                && role.labels().keySet().stream()
                        .noneMatch(label -> label.startsWith("rbac.authorization.k8s.io/aggregate-to-"));
    }

    private static Optional<Json> widest(KubeObject role) {
        List<Json> wide =
                role.at("rules").items().stream().filter(RbacWildcards::isWide).toList();
        return wide.stream()
                .filter(rule -> has(rule, "verbs"))
                .findFirst()
                .or(() -> wide.stream().findFirst());
    }

    /** Every resource, or everything with some, in the core group or in all. */
    private static boolean isWide(Json rule) {
        List<String> groups = rule.get("apiGroups").texts();
        boolean everywhere = groups.contains(ANY) || groups.contains("");
        return everywhere
                && rule.get("resourceNames").items().isEmpty()
                && (has(rule, "resources") || has(rule, "verbs"));
    }

    private static boolean has(Json rule, String part) {
        return rule.get(part).texts().contains(ANY);
    }

    private static Finding finding(KubeObject role, Json rule, List<String> subjects) {
        String what = has(rule, "resources")
                ? "every resource"
                : String.join(", ", rule.get("resources").texts());
        String verbs = has(rule, "verbs")
                ? "do anything with"
                : String.join(", ", rule.get("verbs").texts());
        String groups = rule.get("apiGroups").texts().contains(ANY) ? "of every API group" : "of the core group";
        String secrets = has(rule, "resources") ? ", Secrets too" : "";
        ObjectRef ref = role.ref();
        return Finding.info("RoleWildcard", role)
                .summary("%s has a wildcard".formatted(ref))
                .cause("whoever has it may %s %s %s%s".formatted(verbs, what, groups, secrets))
                .evidence("bound to", PodSpec.few(subjects))
                .look(Binding.look(role));
    }
}
