package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class RbacWildcardsTest extends CheckContract {
    private static final String RBAC = "rbac.authorization.k8s.io/v1";
    private static final String BINDING = """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: ops}
            roleRef: {kind: ClusterRole, name: ops}
            subjects: [{kind: ServiceAccount, namespace: shop, name: web}]
            """;

    private static String role(String name, String rule) {
        return Manifests.wide(RBAC, "ClusterRole", name, "rules: [{" + rule + "}]");
    }

    @Override
    protected Check check() {
        return new RbacWildcards();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "everything",
                        "RoleWildcard",
                        role("ops", "apiGroups: ['*'], resources: ['*'], verbs: ['*']") + BINDING),
                new Fault(
                        "reading everything, Secrets too",
                        "RoleWildcard",
                        role("ops", "apiGroups: [''], resources: ['*'], verbs: [get, list]") + BINDING),
                new Fault(
                        "doing anything with pods",
                        "RoleWildcard",
                        role("ops", "apiGroups: [''], resources: [pods], verbs: ['*']") + BINDING));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        String all = "apiGroups: ['*'], resources: ['*'], verbs: ['*']";
        return List.of(
                new LookAlike("one that nobody has", role("ops", all)),
                new LookAlike(
                        "an operator in its own group",
                        role("ops", "apiGroups: [example.com], resources: ['*'], verbs: ['*']") + BINDING),
                new LookAlike(
                        "named rights", role("ops", "apiGroups: [''], resources: [pods], verbs: [get]") + BINDING),
                new LookAlike(
                        "addresses that are no resources",
                        role("ops", "nonResourceURLs: ['*'], verbs: ['*']") + BINDING),
                new LookAlike(
                        "a role of the API server",
                        role("ops", all)
                                        .replace(
                                                "{name: ops,",
                                                "{name: ops, labels: {kubernetes.io/bootstrapping: rbac-defaults},")
                                + BINDING),
                new LookAlike(
                        "a piece of an aggregated role",
                        role("ops", all)
                                        .replace(
                                                "{name: ops,",
                                                "{name: ops, labels: {rbac.authorization.k8s.io/aggregate-to-admin: 'true'},")
                                + BINDING),
                new LookAlike("rules of garbage", role("ops", "verbs: 7, apiGroups: {a: b}") + BINDING));
    }

    @Test
    void saysWhoMayDoWhat() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(
                        FakeCluster.of(role("ops", "apiGroups: [''], resources: ['*'], verbs: [get, list]") + BINDING))
                .get(0);

        assertThat(finding.cause())
                .isEqualTo("whoever has it may get, list every resource of the core group, Secrets too");
        assertThat(finding.evidence()).containsEntry("bound to", "ServiceAccount shop/web");
        assertThat(finding.look()).isEqualTo("kubectl get clusterroles ops -o yaml");
    }
}
