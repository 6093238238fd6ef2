package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.kube.Rights;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GrantedRightsTest {
    private static final List<Permission> DECLARED = List.of(
            Permission.list(ResourceType.PODS), Permission.logs(), Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS));

    @Test
    void namesWhatNobodyDeclared() {
        assertThat(unused(
                        rule("get,list", "", "pods,pods/log,secrets"),
                        rule("patch,delete", "apps", "deployments"),
                        rule("list", "apps", "pods")))
                .containsExactlyInAnyOrder(
                        "get pods",
                        "get secrets",
                        "list secrets",
                        "list pods/log",
                        "delete deployments.apps",
                        "list pods.apps");
    }

    @Test
    void tellsAnAsteriskThatIsUsedFromOneThatIsNot() {
        Rights.Rule[] rules = {
            rule("*", "*", "*"), rule("get", "", "*/log,*/status"), rule("list", "", "*"), rule("delete", "", "*")
        };
        assertThat(GrantedRights.wide(rights(rules), DECLARED))
                .containsExactlyInAnyOrder("* *.*", "get */log", "list *");
        assertThat(unused(rules)).containsExactlyInAnyOrder("get */status", "delete *");
    }

    @Test
    void tellsARightOnNamedObjectsApart() {
        assertThat(unused(new Rights.Rule(List.of("list"), List.of(""), List.of("pods"), List.of("web"))))
                .containsExactly("list pods named web");
    }

    @Test
    void leavesOutWhatEveryIdentityMay() {
        Rights rights = new Rights(
                List.of(
                        rule("create", "authorization.k8s.io", "selfsubjectaccessreviews,selfsubjectrulesreviews"),
                        rule("create", "authentication.k8s.io", "selfsubjectreviews"),
                        rule("get,list,watch", "certificates.k8s.io", "clustertrustbundles")),
                List.of("/api", "/api/*", "/version", "/version/", "/healthz", "/openapi/*", "/metrics"),
                true);

        assertThat(GrantedRights.unused(rights, DECLARED)).containsExactly("get /metrics");
    }

    private static Set<String> unused(Rights.Rule... rules) {
        return GrantedRights.unused(rights(rules), DECLARED);
    }

    private static Rights rights(Rights.Rule... rules) {
        return new Rights(List.of(rules), List.of(), true);
    }

    private static Rights.Rule rule(String verbs, String group, String resources) {
        return new Rights.Rule(List.of(verbs.split(",")), List.of(group), List.of(resources.split(",")), List.of());
    }
}
