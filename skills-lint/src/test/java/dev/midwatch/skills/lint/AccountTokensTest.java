package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTokensTest extends CheckContract {
    private static final String DEFAULT = Manifests.object("v1", "ServiceAccount", "default", "");
    private static final String WEB = Manifests.object("v1", "ServiceAccount", "web", "");
    private static final String AS_WEB = Manifests.deployment("serviceAccountName: web");
    private static final String AS_DEFAULT = Manifests.deployment("containers: []");

    private static String bound(String subject) {
        return Manifests.object(
                "rbac.authorization.k8s.io/v1",
                "RoleBinding",
                "reads",
                "roleRef: {kind: ClusterRole, name: view}\nsubjects: [{" + subject + "}]");
    }

    @Override
    protected Check check() {
        return new AccountTokens();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "the default account with rights",
                        "DefaultAccountRights",
                        AS_DEFAULT + DEFAULT + bound("kind: ServiceAccount, name: default, namespace: shop")),
                new Fault("a token for nothing", "TokenAutomount", AS_WEB + WEB),
                new Fault(
                        "a token that the pod asks for",
                        "TokenAutomount",
                        Manifests.deployment("automountServiceAccountToken: true")
                                + Manifests.object(
                                        "v1", "ServiceAccount", "default", "automountServiceAccountToken: false")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "an account with a role",
                        AS_WEB + WEB + bound("kind: ServiceAccount, name: web, namespace: shop")),
                new LookAlike(
                        "an account whose group has a role",
                        AS_WEB + WEB + bound("kind: Group, name: 'system:serviceaccounts:shop'")),
                new LookAlike(
                        "a pod that wants none",
                        Manifests.deployment("serviceAccountName: web, automountServiceAccountToken: false") + WEB),
                new LookAlike(
                        "an account that gives none",
                        AS_WEB
                                + Manifests.object(
                                        "v1", "ServiceAccount", "web", "automountServiceAccountToken: false")),
                new LookAlike(
                        "a pod that proves with it who it is",
                        AS_WEB.replace("{labels:", "{annotations: {vault.hashicorp.com/role: web}, labels:") + WEB),
                new LookAlike(
                        "default rights that no pod has",
                        AS_WEB.replace(
                                        "serviceAccountName: web",
                                        "serviceAccountName: web, automountServiceAccountToken: false")
                                + WEB
                                + DEFAULT
                                + bound("kind: ServiceAccount, name: default, namespace: shop")),
                new LookAlike("an account that is not there", AS_WEB));
    }

    @Test
    void tellsAnAccountOnceForAllItsWorkloads() throws Exception {
        FakeCluster cluster = FakeCluster.of(WEB + AS_WEB + Manifests.deployment("api", 1, "serviceAccountName: web"));

        assertThat(CheckRun.of(check()).findings(cluster))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .containsEntry("used by", "Deployment shop/web, Deployment shop/api"));
    }

    @Test
    void aRoleMayBeHidden() throws Exception {
        FakeCluster cluster = FakeCluster.of(AS_WEB + WEB).forbid(ResourceType.ROLE_BINDINGS, "bank");

        assertThat(CheckRun.of(check()).findings(cluster)).isEmpty();
    }
}
