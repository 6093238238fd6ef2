package dev.midwatch.cli;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.Rights;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the rules of an identity grant beyond what is declared. */
final class GrantedRights {
    /** What every identity that the API server knows may do, whatever its own roles say. */
    private static final Set<String> EVERYBODYS = Set.of(
            "create selfsubjectaccessreviews.authorization.k8s.io",
            "create selfsubjectrulesreviews.authorization.k8s.io",
            "create selfsubjectreviews.authentication.k8s.io",
            "get clustertrustbundles.certificates.k8s.io",
            "list clustertrustbundles.certificates.k8s.io",
            "watch clustertrustbundles.certificates.k8s.io");

    private static final String EVERYBODYS_PATHS = "/(api|apis|openapi)(/\\*)?|/(healthz|livez|readyz)|/version/?"
            + "|/\\.well-known/openid-configuration/?|/openid/v1/jwks/?";

    private GrantedRights() {}

    /** Those that nothing declared needs, in the words of permissions: {@code list secrets}. */
    static Set<String> unused(Rights rights, Collection<Permission> declared) {
        Set<String> unused = beyond(rights, declared, false);
        rights.paths().stream()
                .filter(path -> !path.matches(EVERYBODYS_PATHS))
                .forEach(path -> unused.add("get " + path));
        return unused;
    }

    /** Those that by an asterisk grant what is declared and more besides. */
    static Set<String> wide(Rights rights, Collection<Permission> declared) {
        return beyond(rights, declared, true);
    }

    private static Set<String> beyond(Rights rights, Collection<Permission> declared, boolean serving) {
        Set<String> used = declared.stream().map(Permission::toString).collect(Collectors.toSet());
        Set<String> beyond = new TreeSet<>();
        for (Rights.Rule rule : rights.rules()) {
            String names = rule.names().isEmpty() ? "" : " named " + String.join(", ", rule.names());
            for (String group : rule.groups()) {
                for (String resource : rule.resources()) {
                    for (String verb : rule.verbs()) {
                        String right = verb + " " + resource + (group.isEmpty() ? "" : "." + group) + names;
                        Rights.Rule alone =
                                new Rights.Rule(List.of(verb), List.of(group), List.of(resource), rule.names());
                        if (!used.contains(right)
                                && !EVERYBODYS.contains(right)
                                && declared.stream().anyMatch(alone::grants) == serving) {
                            beyond.add(right);
                        }
                    }
                }
            }
        }
        return beyond;
    }
}
