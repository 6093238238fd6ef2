package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** A RoleBinding or ClusterRoleBinding: who gets which role, and where. */
record Binding(KubeObject object) {
    private static final String ACCOUNTS = "system:serviceaccounts";

    static final List<Permission> PERMISSIONS = List.of(
            Permission.list(ResourceType.ROLE_BINDINGS, "roleRef", "subjects"),
            Permission.list(ResourceType.CLUSTER_ROLE_BINDINGS, "roleRef", "subjects"));

    /** @throws ClusterException unless all can be seen, or some right would be taken for missing */
    static List<Binding> all(CheckContext context) throws ClusterException {
        List<Binding> all = new ArrayList<>();
        for (ResourceType type : List.of(ResourceType.ROLE_BINDINGS, ResourceType.CLUSTER_ROLE_BINDINGS)) {
            context.cluster().list(type).stream().map(Binding::new).forEach(all::add);
        }
        return all;
    }

    /** Whether the API server made it itself. */
    static boolean isOfSystem(KubeObject object) {
        return object.labels().getOrDefault("kubernetes.io/bootstrapping", "").equals("rbac-defaults")
                || object.name().startsWith("system:");
    }

    /** The role it gives. */
    ObjectRef role() {
        String name = object.at("roleRef.name").text();
        return object.at("roleRef.kind").is("Role")
                ? ObjectRef.of(ResourceType.ROLES, object.namespace(), name)
                : ObjectRef.of(ResourceType.CLUSTER_ROLES, "", name);
    }

    /** The service accounts it names. */
    List<ObjectRef> accounts() {
        return object.at("subjects").items().stream()
                .filter(subject -> subject.get("kind").is("ServiceAccount"))
                .map(subject -> ObjectRef.of(
                        ResourceType.SERVICE_ACCOUNTS,
                        subject.get("namespace").text(object.namespace()),
                        subject.get("name").text()))
                .filter(account ->
                        !account.name().isEmpty() && !account.namespace().isEmpty())
                .toList();
    }

    boolean names(String namespace, String account) {
        return accounts().stream()
                .anyMatch(one -> one.namespace().equals(namespace) && one.name().equals(account));
    }

    /** Whether the account has it, by its name or as one of a group. */
    boolean gives(String namespace, String account) {
        return names(namespace, account)
                || object.at("subjects").items().stream()
                        .filter(subject -> subject.get("kind").is("Group"))
                        .map(subject -> subject.get("name").text())
                        .anyMatch(group -> group.equals(ACCOUNTS)
                                || group.equals(ACCOUNTS + ":" + namespace)
                                || group.equals("system:authenticated"));
    }

    /** Whom it names, for people. */
    List<String> subjects() {
        return object.at("subjects").items().stream().map(Binding::subject).toList();
    }

    private static String subject(Json subject) {
        String namespace = subject.get("namespace").text();
        return "%s %s%s"
                .formatted(
                        subject.get("kind").text(),
                        namespace.isEmpty() ? "" : namespace + "/",
                        subject.get("name").text());
    }

    /** How kubectl shows an object of RBAC. */
    static String look(KubeObject object) {
        return object.namespace().isEmpty()
                ? "kubectl get %s %s -o yaml".formatted(object.type().plural(), object.name())
                : "kubectl -n %s get %s %s -o yaml"
                        .formatted(object.namespace(), object.type().plural(), object.name());
    }
}
