package dev.midwatch.cli;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.Rights;
import java.util.Collection;
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

    /** In the words of permissions, {@code list secrets}; an asterisk is as much as no permission ever needs. */
    static Set<String> unused(Rights rights, Collection<Permission> declared) {
        Set<String> used = declared.stream().map(Permission::toString).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        for (Rights.Rule rule : rights.rules()) {
            String names = rule.names().isEmpty() ? "" : " named " + String.join(", ", rule.names());
            for (String group : rule.groups()) {
                for (String resource : rule.resources()) {
                    rule.verbs().stream()
                            .map(verb -> verb + " " + resource + (group.isEmpty() ? "" : "." + group) + names)
                            .filter(right -> !used.contains(right) && !EVERYBODYS.contains(right))
                            .forEach(unused::add);
                }
            }
        }
        rights.paths().stream()
                .filter(path -> !path.matches(EVERYBODYS_PATHS))
                .forEach(path -> unused.add("get " + path));
        return unused;
    }
}
