package dev.midwatch.core.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.rbac.DeclaredRights.Right;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleManifestTest {
    private static final List<Right> RIGHTS = List.of(
            new Right(Permission.list(ResourceType.NODES), List.of("k8s: check node-usage")),
            new Right(Permission.get(ResourceType.PODS), List.of("k8s: check pod-crash-loop")),
            new Right(Permission.list(ResourceType.PODS), List.of("argocd: tool app", "k8s: check pod-crash-loop")),
            new Right(Permission.logs(), List.of("k8s: tool kubectl")),
            new Right(Permission.of(Verb.CREATE, ResourceType.PODS).on("eviction"), List.of("k8s: action evict_pod")),
            new Right(Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS), List.of("k8s: action scale")));

    @Test
    void grantsEachRightOnceInARuleOfItsResource() {
        List<RoleManifest.Part> parts = manifest().parts(RIGHTS);

        assertThat(parts)
                .extracting(part -> part.head().get("kind"))
                .containsExactly("ServiceAccount", "ClusterRole", "ClusterRoleBinding");
        assertThat(parts.get(1).rules())
                .containsExactly(
                        new RoleManifest.Rule("", "nodes", List.of("list"), List.of("k8s: check node-usage")),
                        new RoleManifest.Rule(
                                "",
                                "pods",
                                List.of("get", "list"),
                                List.of("argocd: tool app", "k8s: check pod-crash-loop")),
                        new RoleManifest.Rule("", "pods/eviction", List.of("create"), List.of("k8s: action evict_pod")),
                        new RoleManifest.Rule("", "pods/log", List.of("get"), List.of("k8s: tool kubectl")),
                        new RoleManifest.Rule("apps", "deployments", List.of("patch"), List.of("k8s: action scale")));
    }

    @Test
    void leavesInTheClusterRoleOnlyWhatIsInNoNamespaceWhereSomeAreLookedAt() {
        List<RoleManifest.Part> parts = manifest("blog", "shop").parts(RIGHTS);

        assertThat(parts)
                .extracting(part -> part.head().get("kind") + " " + part.head().get("metadata"))
                .containsExactly(
                        "ServiceAccount {name=watcher, namespace=ops}",
                        "ClusterRole {name=reader}",
                        "ClusterRoleBinding {name=bound}",
                        "Role {name=reader, namespace=blog}",
                        "RoleBinding {name=bound, namespace=blog}",
                        "Role {name=reader, namespace=shop}",
                        "RoleBinding {name=bound, namespace=shop}");
        assertThat(parts.get(1).rules()).extracting(RoleManifest.Rule::resource).containsExactly("nodes");
        assertThat(parts.get(3).rules())
                .isEqualTo(parts.get(5).rules())
                .extracting(RoleManifest.Rule::resource)
                .containsExactly("pods", "pods/eviction", "pods/log", "deployments");
        assertThat(parts.get(6).head())
                .containsEntry(
                        "roleRef", Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "Role", "name", "reader"))
                .containsEntry(
                        "subjects", List.of(Map.of("kind", "ServiceAccount", "name", "watcher", "namespace", "ops")));
    }

    @Test
    void makesNoClusterRoleThatGrantsNothing() {
        assertThat(manifest("shop").parts(RIGHTS.subList(1, 2)))
                .extracting(part -> part.head().get("kind"))
                .containsExactly("ServiceAccount", "Role", "RoleBinding");
    }

    @Test
    void doesNotDependOnTheOrderOfTheRights() {
        List<Right> shuffled = new ArrayList<>(RIGHTS);
        Collections.reverse(shuffled);

        assertThat(manifest("shop").parts(shuffled)).isEqualTo(manifest("shop").parts(RIGHTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a b", "a:b", "a\nkind: Secret", "-a", "a/b"})
    void takesNoNameThatKubernetesWouldNot(String name) {
        assertThatThrownBy(() -> new RoleManifest(name, "a", "a", "a", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RoleManifest manifest(String... namespaces) {
        return new RoleManifest("reader", "bound", "watcher", "ops", List.of(namespaces));
    }
}
